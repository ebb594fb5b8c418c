"""The site's own middleware: the health check, and headers for its pages."""

from django.conf import settings
from django.http import HttpResponse


def health_check(get_response):
    """
    Answer /healthz with 200, once the homepage has worked.

    Until then, each check requests the homepage, and passes on its error if that is 500
    or above. So a deployment that breaks the homepage never goes live. Afterwards the
    homepage is left alone: if its database goes away, the machines stay in service for
    the pages that need none.

    Fly's checks send the private address of the machine as their Host, which
    ALLOWED_HOSTS cannot list. So the homepage is requested as https://localhost/.
    https://fly.io/docs/reference/health-checks/
    """
    homepage_works = False

    def middleware(request):
        nonlocal homepage_works
        if request.path_info != "/healthz":
            return get_response(request)
        if not homepage_works:
            # request.path is left as it is: the log shall name /healthz.
            request.path_info = "/"
            request.META.update(HTTP_HOST="localhost", HTTP_X_FORWARDED_PROTO="https")
            response = get_response(request)
            if response.status_code >= 500:
                return response
            homepage_works = True
        return HttpResponse(headers={"Cache-Control": "no-store"})

    return middleware


def response_headers(get_response):
    """
    Send SECURE_CSP as Content-Security-Policy, and keep other sites from loading pages.

    The error pages that Django shows in development go without: their styles are
    inline. Django 6 has a middleware for SECURE_CSP: django.middleware.csp.
    """
    policy = "; ".join(
        " ".join([directive, *sources])
        for directive, sources in settings.SECURE_CSP.items()
    )

    def middleware(request):
        response = get_response(request)
        if not (settings.DEBUG and response.status_code >= 400):
            response.headers.setdefault("Content-Security-Policy", policy)
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
