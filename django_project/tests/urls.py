"""The site's URLs, and pages that only the tests ask for."""

import time

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from django_project.urls import *


def break_pages(request):
    """Context processor: let each page fail while there is a file named `broken`."""
    if (settings.TESTS_DIRECTORY / "broken").exists():
        raise RuntimeError("For the log only.")
    return {}


def fail(request):
    raise RuntimeError("For the log only.")


def slow(request):
    # All workers start meanwhile. One that is still starting would miss the SIGTERM.
    time.sleep(0.3)
    print("Under way.", flush=True)
    time.sleep(0.3)
    return HttpResponse()


class SampleForm(forms.Form):
    text = forms.CharField(help_text="No more than a line.")
    choice = forms.ChoiceField(choices={"a": "This"}, widget=forms.RadioSelect)
    consent = forms.BooleanField()
    message = forms.CharField(widget=forms.Textarea)


def content(request):
    """What owners write first, and a form with errors."""
    form = SampleForm({})
    form.add_error(None, "An error of the whole form.")
    return render(request, "content.html", {"form": form})


urlpatterns = [
    *urlpatterns,
    path("fail/", fail),
    path("slow/", slow),
    path("content/", content),
]
