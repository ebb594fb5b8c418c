"""Which settings are used where, and what development adds."""

import os
import runpy
from unittest import mock

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import SimpleTestCase


@checks.register
def development_settings(app_configs, **kwargs):
    """Stop `manage.py test` at once where its failures would name no reason."""
    if settings.SETTINGS_MODULE == "django_project.production":
        message = "The tests need the development settings."
        return [checks.Error(message, hint="Unset DJANGO_SETTINGS_MODULE.")]
    return []


class SettingsTests(SimpleTestCase):
    def test_servers_use_production_unless_told_otherwise(self):
        for module in ("django_project.wsgi", "django_project.asgi"):
            with mock.patch.dict(os.environ):
                del os.environ["DJANGO_SETTINGS_MODULE"]
                runpy.run_module(module)
                chosen = os.environ["DJANGO_SETTINGS_MODULE"]
            self.assertEqual(chosen, "django_project.production")

    def test_tests_do_not_run_with_production_settings(self):
        with self.settings(SETTINGS_MODULE="django_project.production"):
            with self.assertRaisesMessage(SystemCheckError, "Unset DJANGO_SETTINGS"):
                call_command("check")

    def test_development_has_the_admin(self):
        response = self.client.get("/admin/")
        login = "/admin/login/?next=/admin/"
        self.assertRedirects(response, login, fetch_redirect_response=False)

    def test_development_shows_the_error_pages(self):
        with self.settings(DEBUG=True):
            urls = runpy.run_path(settings.BASE_DIR / "django_project" / "urls.py")
        with self.settings(ROOT_URLCONF=tuple(urls["urlpatterns"])):
            for status in (404, 500):
                response = self.client.get(f"/{status}/")
                self.assertTemplateUsed(response, f"{status}.html")
