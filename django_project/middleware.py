"""What Django 5.2 has no setting for."""

from django.conf import settings
from django.http import HttpResponse
from django.middleware.cache import FetchFromCacheMiddleware
from django.views.decorators.vary import vary_on_cookie

HEADERS = {
    # Only what the site itself serves. Django 6 has a setting for this one, SECURE_CSP:
    # with the next LTS, delete ours.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; media-src 'self'; manifest-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}


def response_headers(get_response):
    """Set HEADERS on each page, but not on Django's error pages in development."""

    def middleware(request):
        response = get_response(request)
        if not (settings.DEBUG and response.status_code >= 400):
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return middleware


def page_cache(get_response):
    """
    Fetch CACHED_PAGES from the cache, for visitors without cookies.

    A visitor with a cookie gets a fresh page: it may greet them, or say what they just
    did. UpdateCacheMiddleware stores only what has been looked for here.
    """
    fetch = FetchFromCacheMiddleware(vary_on_cookie(get_response))

    def middleware(request):
        shared = request.path_info in settings.CACHED_PAGES and not request.COOKIES
        return fetch(request) if shared else get_response(request)

    return middleware


def health_check(get_response):
    """
    Answer /healthz with 200, or with the homepage's error if that is 500 or above.

    Whatever the Host: Fly's checks send the machine's private address, which
    ALLOWED_HOSTS cannot list. https://fly.io/docs/reference/health-checks/
    """

    def middleware(request):
        if request.path_info != "/healthz":
            return get_response(request)
        # request.path stays, so that the log names /healthz, not a visitor's page.
        request.path_info = "/"
        request.META.update(HTTP_HOST="localhost", HTTP_X_FORWARDED_PROTO="https")
        response = get_response(request)
        if response.status_code < 500:
            response = HttpResponse(headers={"Cache-Control": "no-store"})
        return response

    return middleware
