"""The site's URLs, and those that only the tests ask for."""

import itertools
import logging
import time

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import path

from django_project import urls

numbers = itertools.count()


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
    """Whatever an owner may write, and a form with all the errors that it can have."""
    form = EveryFieldForm({})
    form.add_error(None, "An error of the whole form.")
    return render(request, "content.html", {"form": form})


def number(request):
    """Answer with a new number each time."""
    return HttpResponse(next(numbers))


def slow(request):
    logging.getLogger("slow").info("It will take a moment.")
    time.sleep(0.3)
    return HttpResponse()


def thanks(request):
    """Count the visits of this session. Thank for a name with a message."""
    visits = request.session["visits"] = request.session.get("visits", 0) + 1
    if request.method == "POST":
        messages.success(request, f"Thanks, {request.POST['name']}")
        return redirect(request.path)
    texts = [str(message) for message in messages.get_messages(request)]
    return HttpResponse(f"{visits} {texts} {get_token(request)}")


urlpatterns = [
    *urls.urlpatterns,
    path("content/", content),
    path("crash/", lambda request: 1 / 0),
    path("live/", number),
    path("number/", number),
    path("slow/", slow),
    path("thanks/", thanks),
]
