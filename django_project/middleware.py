"""What Django 5.2 has no setting for: health check, read only, response headers."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import set_response_etag
from django.views.decorators.http import require_safe

HEADERS = {
    # Django 6 has a setting for this one, SECURE_CSP: with the next LTS, delete ours.
    # connect-src is for Lighthouse, which reads robots.txt from within the page.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def health_check(get_response):
    """
    Answer /healthz with 200 if the homepage renders, and with 500 if it does not.

    The Host is not checked: Fly's checks send the private address of the machine.
    https://fly.io/docs/reference/health-checks/
    """

    def middleware(request):
        if request.path_info == "/healthz":
            render_to_string("home.html", request=request)
            headers = {"Cache-Control": "no-store"}
            return HttpResponse("ok\n", content_type="text/plain", headers=headers)
        return get_response(request)

    return middleware


def read_only(get_response):
    """
    Answer every method but GET and HEAD with 405, before anything reads a body.

    No page takes one, but the CSRF check reads whatever is sent along with a cookie
    named csrftoken. Remove this with the first form.
    """
    return require_safe(get_response)


def response_headers(get_response):
    """Set HEADERS on each response, and an ETag that the page cache then keeps."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code == 200 and not response.streaming:
            set_response_etag(response)
        return response

    return middleware
