"""What the settings promise, in development and in production."""

import os
import runpy
from unittest import mock

from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, override_settings
from django.utils.cache import has_vary_header

from django_project.middleware import health_check, response_headers
from django_project.production import CACHED_PAGES

OTHER_VISITOR = {"User-Agent": "x", "Accept-Language": "ar", "X-Forwarded-For": "x"}


class SettingsTests(SimpleTestCase):
    def test_servers_use_production_unless_told_otherwise(self):
        for module in ("django_project.wsgi", "django_project.asgi"):
            with mock.patch.dict(os.environ):
                del os.environ["DJANGO_SETTINGS_MODULE"]
                runpy.run_module(module)
                chosen = os.environ["DJANGO_SETTINGS_MODULE"]
            self.assertEqual(chosen, "django_project.production")

    def test_each_of_cached_pages_is_the_same_for_everybody(self):
        for path in CACHED_PAGES:
            with self.subTest(f"If it is not, take {path} out of CACHED_PAGES."):
                page = self.client.get(path)
                if settings.CSRF_COOKIE_NAME in page.cookies:
                    continue  # Never stored: its body has the token of a form.
                self.assertFalse(page.cookies)
                for name, value in OTHER_VISITOR.items():
                    if not has_vary_header(page, name):
                        other = self.client_class(headers={name: value}).get(path)
                        self.assertEqual(page.text, other.text, name)

    def test_only_a_server_error_of_the_homepage_fails_the_health_check(self):
        for homepage, expected in ((200, 200), (302, 200), (403, 200), (503, 503)):
            check = health_check(lambda request: HttpResponse(status=homepage))
            response = check(RequestFactory().get("/healthz"))
            self.assertEqual(response.status_code, expected)

    @override_settings(DEBUG=True)
    def test_development_has_the_policy_too_but_on_error_pages(self):
        for status, expected in ((200, True), (404, False)):
            middleware = response_headers(lambda request: HttpResponse(status=status))
            headers = middleware(RequestFactory().get("/")).headers
            self.assertEqual("Content-Security-Policy" in headers, expected)
