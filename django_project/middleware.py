"""The site's own middleware: the health check, and headers for its pages."""

from django.conf import settings
from django.http import HttpResponse


def health_check(get_response):
    """
    Answer /healthz: with 200, once the homepage has been answered without an error.

    Until then the homepage is asked, so that a deployment which breaks it replaces
    nothing. From then on it is not, so that a database which goes away does not take
    every machine out of service, and with them the pages that do not need it.

    It answers whatever the Host: Fly's checks send the private address of the machine,
    which ALLOWED_HOSTS cannot know. https://fly.io/docs/reference/health-checks/
    """
    homepage_works = False

    def middleware(request):
        nonlocal homepage_works
        if request.path_info != "/healthz":
            return get_response(request)
        if not homepage_works:
            # request.path stays as it is, so that the log names /healthz.
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
    Set the Content-Security-Policy, and forbid other sites to embed a page.

    Not on the error pages that Django shows in development: they need inline styles.
    Django 6 sends SECURE_CSP by itself: django.middleware.csp.
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
