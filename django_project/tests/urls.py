"""The site's URLs, and those that only the tests ask for."""

import itertools
import logging
import time

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

numbers = itertools.count()


class EveryFieldForm(forms.Form):
    choices = {"a": "The first", "b": "The second"}
    text = forms.CharField(help_text="No more than a line.")
    email = forms.EmailField(label="E-mail")
    disabled = forms.CharField(disabled=True, required=False)
    date = forms.DateField(widget=forms.DateInput({"type": "date"}))
    day = forms.DateField(
        widget=forms.SelectDateWidget({"aria-label": "Part"}), required=False
    )
    select = forms.ChoiceField(choices=choices)
    radio = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
    checkboxes = forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple, help_text="Any number."
    )
    checkbox = forms.BooleanField()
    file = forms.FileField()
    textarea = forms.CharField(widget=forms.Textarea)

    def clean(self):
        raise forms.ValidationError("An error of the whole form.")


def content(request):
    """Whatever an owner may write, and a form with the errors of one sent empty."""
    return render(request, "content.html", {"form": EveryFieldForm({})})


def crash(request):
    return 1 / 0


def number(request):
    """Answer with a new number each time, and with ?cookie, in a cookie as well."""
    response = HttpResponse(next(numbers))
    if "cookie" in request.GET:
        response.set_cookie("number", response.text)
    return response


def slow(request):
    logging.getLogger("slow").info("It will take a moment.")
    time.sleep(0.3)
    return HttpResponse()


urlpatterns = [
    path("", include("django_project.urls")),
    path("content/", content),
    path("crash/", crash),
    path("live/", number),
    path("number/", number),
    path("slow/", slow),
]
