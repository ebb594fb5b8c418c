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
    # Wait until all workers have started. One that is still starting misses the signal.
    time.sleep(0.3)
    print("Under way.", flush=True)
    time.sleep(0.3)
    return HttpResponse()


class EveryFieldForm(forms.Form):
    choices = {"a": "The first", "b": "The second"}
    text = forms.CharField(help_text="No more than a line.")
    day = forms.DateField(widget=forms.SelectDateWidget({"aria-label": "Part"}))
    select = forms.ChoiceField(choices=choices)
    radio = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple
    )
    checkbox = forms.BooleanField()
    file = forms.FileField()
    textarea = forms.CharField(widget=forms.Textarea)


def content(request):
    """Whatever an owner may write, and a form with every kind of error."""
    form = EveryFieldForm({})
    form.add_error(None, "An error of the whole form.")
    return render(request, "content.html", {"form": form})


urlpatterns = [
    *urlpatterns,
    path("fail/", fail),
    path("slow/", slow),
    path("content/", content),
]
