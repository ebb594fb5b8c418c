"""What Django 5.2 has no setting for."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.middleware.cache import CacheMiddleware
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

HEADERS = {
    # Only what the site itself serves. Django 6 has a setting for this one, SECURE_CSP:
    # with the next LTS, delete ours.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def response_headers(get_response):
    """Set HEADERS on each response, but not on Django's error pages in development."""

    def middleware(request):
        response = get_response(request)
        if not (settings.DEBUG and response.status_code >= 400):
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return middleware


def page_cache(get_response):
    """
    Cache CACHED_PAGES, for visitors without cookies.

    A visitor with a cookie gets a fresh page: it may greet them, or say what they just
    did. With translations nothing is cached: the language is found out only later.
    """
    if settings.USE_I18N:
        raise MiddlewareNotUsed

    cached = CacheMiddleware(vary_on_cookie(get_response))

    def middleware(request):
        shared = request.path_info in settings.CACHED_PAGES and not request.COOKIES
        return cached(request) if shared else get_response(request)

    return middleware


def health_check(get_response):
    """
    Answer /healthz with 200, or with 500 if the homepage fails, whatever the Host.

    Fly's checks send the machine's private address, which ALLOWED_HOSTS cannot list.
    https://fly.io/docs/reference/health-checks/
    """

    @require_safe
    def ask_for_the_homepage(request):
        request.path = request.path_info = "/"
        request.META["HTTP_HOST"] = "localhost"
        status = 500 if get_response(request).status_code >= 500 else 200
        return HttpResponse(status=status, headers={"Cache-Control": "no-store"})

    def middleware(request):
        is_check = request.path_info == "/healthz"
        return ask_for_the_homepage(request) if is_check else get_response(request)

    return middleware
