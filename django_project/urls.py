from django.apps import apps
from django.urls import include, path

urlpatterns = [path("", include("pages.urls"))]

# Not even imported where it is not installed: production has no admin.
if apps.is_installed("django.contrib.admin"):
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))
