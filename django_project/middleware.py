"""The site's own middleware: the health check, and headers for its pages."""

import mmap

from django.conf import settings
from django.http import HttpResponse


def health_check(get_response):
    """
    Answer the health check at /healthz.

    Until the homepage has worked once, each check requests it, and passes on its error. So
    a deployment that breaks the homepage never goes live. After that, checks always pass:
    Fly takes a machine that fails them out of service, and a homepage that breaks later
    must not take the other pages with it.

    https://fly.io/docs/reference/health-checks/
    """
    # One byte, shared by all workers: gunicorn loads the site before it forks them.
    homepage_works = mmap.mmap(-1, 1)

    def middleware(request):
        if request.path_info != "/healthz":
            return get_response(request)
        if not homepage_works[0]:
            # Make it `GET https://localhost/`. The host of a check is the private address
            # of the machine, which ALLOWED_HOSTS cannot list. By http, or as a POST, it
            # could be redirected or refused before it reaches the page.
            request.method, request.path_info = "GET", "/"
            request.META.update(HTTP_HOST="localhost", HTTP_X_FORWARDED_PROTO="https")
            response = get_response(request)
            # A redirect or a 4xx is no fault: the site may ask for a login first.
            if response.status_code >= 500:
                return response
            homepage_works[0] = 1
        return HttpResponse()

    return middleware


def response_headers(get_response):
    """
    Send SECURE_CSP as Content-Security-Policy, and a Cross-Origin-Resource-Policy.

    The latter stops other sites from loading our pages as pictures or scripts. With DEBUG
    on, error pages get neither: the policy would block the inline styles of Django's own
    error pages. Django 6 has a middleware of its own for SECURE_CSP.
    """
    policy = "; ".join(
        " ".join([directive, *sources])
        for directive, sources in settings.SECURE_CSP.items()
    )

    def middleware(request):
        response = get_response(request)
        if not (settings.DEBUG and response.status_code >= 400):
            # setdefault(), because a view may have set its own.
            response.headers.setdefault("Content-Security-Policy", policy)
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
