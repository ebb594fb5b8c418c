"""The site's URLs, and some pages that only the tests ask for."""

import itertools
import time

from django import forms
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from django_project.urls import *
from pages.decorators import cache_unless_cookies

numbers = itertools.count()


def number(request):
    """Answer with a new number each time. A repeated one means a cached page."""
    return HttpResponse(next(numbers))


def form(request):
    """Answer with a CSRF token, like a page with a form, and accept its POST."""
    return HttpResponse(get_token(request))


def session(request):
    """Answer with a new number. A session begins only when the template is rendered."""

    def begin_session():
        return request.session.setdefault("number", next(numbers))

    template = engines["django"].from_string("{{ begin_session }}")
    return TemplateResponse(request, template, {"begin_session": begin_session})


def fail(request):
    raise RuntimeError("For the log only.")


def slow(request):
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
    path("cached/", cache_unless_cookies(number)),
    path("form/", cache_unless_cookies(form)),
    path("session/", cache_unless_cookies(session)),
    path("fail/", fail),
    path("slow/", slow),
    path("content/", content),
]
