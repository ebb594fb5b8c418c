"""The site's URLs, and two that no site should have: one fails, one takes its time."""

import time

from django.http import HttpResponse
from django.urls import include, path


def crash(request):
    return 1 / 0


def slow(request):
    print("slow", flush=True)
    time.sleep(0.3)
    return HttpResponse()


urlpatterns = [
    path("", include("django_project.urls")),
    path("crash/", crash),
    path("slow/", slow),
]
