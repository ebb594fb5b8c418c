"""The site's own middleware: the health check, and headers for its pages."""

from django.conf import settings
from django.http import HttpResponse


def health_check(get_response):
    """
    Answer the health check at /healthz.

    Until the homepage has been answered once without a server error (5xx), each check
    requests it. So a deployment that breaks the homepage never goes live.

    From then on, checks get 200 immediately. Fly takes machines that fail out of service,
    so a homepage whose database goes away would take all other pages with it.

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
            # Django routes by path_info. The log shows request.path, still /healthz.
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
    Send SECURE_CSP as Content-Security-Policy, and a Cross-Origin-Resource-Policy.

    The latter stops other sites from loading our pages as pictures or scripts. With
    DEBUG on, error pages get neither, because the policy would block the inline styles of
    Django's own. Django 6 has a middleware of its own for SECURE_CSP.
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
