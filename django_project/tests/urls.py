"""The site's URLs, and those that only the tests ask for."""

import itertools
import time

from django.http import HttpResponse
from django.urls import include, path

numbers = itertools.count()


def crash(request):
    return 1 / 0


def number(request):
    """Answer with a new number each time, and with ?cookie, in a cookie as well."""
    response = HttpResponse(next(numbers))
    if "cookie" in request.GET:
        response.set_cookie("number", response.text)
    return response


def slow(request):
    print("slow", flush=True)
    time.sleep(0.3)
    return HttpResponse()


urlpatterns = [
    path("", include("django_project.urls")),
    path("crash/", crash),
    path("live/", number),
    path("number/", number),
    path("slow/", slow),
]
