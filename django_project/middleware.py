"""What Django 5.2 LTS has no setting for: page cache, response headers, health check."""

from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.middleware.cache import CacheMiddleware
from django.utils.cache import set_response_etag

HEADERS = {
    # Django 6 has a setting for this one: SECURE_CSP. With the next LTS, delete ours.
    # connect-src is for Lighthouse, which reads robots.txt from within the page.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class PageCacheMiddleware(CacheMiddleware):
    """
    Django's page cache, which lets a request with a wrong Host go on.

    Its 400 then comes from further in, with the headers that every answer has.
    """

    def process_request(self, request):
        try:
            return super().process_request(request)
        except DisallowedHost:
            return None


def response_headers(get_response):
    """Set HEADERS on each response, and an ETag, to be kept with it in the cache."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code == 200 and not response.streaming:
            set_response_etag(response)
        return response

    return middleware


def health_check(get_response):
    """
    Answer /healthz with 200, whatever the Host: Fly's checks send the address of
    the machine. https://fly.io/docs/reference/health-checks/
    """

    def middleware(request):
        if request.path_info == "/healthz":
            headers = {"Cache-Control": "no-store"}
            return HttpResponse("ok\n", content_type="text/plain", headers=headers)
        return get_response(request)

    return middleware
