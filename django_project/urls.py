from django.apps import apps
from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import TemplateView

urlpatterns = [path("", include("pages.urls"))]

# Not even imported where it is not installed: in production, until it is asked for.
if apps.is_installed("django.contrib.admin"):
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))

if settings.DEBUG:
    urlpatterns += [
        # The error pages, to look at while they are written.
        path("404/", TemplateView.as_view(template_name="404.html")),
        path("500/", TemplateView.as_view(template_name="500.html")),
        # Uploaded files, which in production a server of their own serves.
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    ]
