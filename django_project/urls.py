from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.views.generic import TemplateView

urlpatterns = [path("", include("pages.urls"))]

# Not even imported where it is not installed: in production, until it is asked for.
if apps.is_installed("django.contrib.admin"):
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))

# The error pages, to look at while they are written.
if settings.DEBUG:
    urlpatterns += [
        path("404/", TemplateView.as_view(template_name="404.html")),
        path("500/", TemplateView.as_view(template_name="500.html")),
    ]
