"""What the settings promise, in development and in production."""

import gettext
import os
import runpy
from unittest import mock

from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, override_settings
from django.utils.cache import has_vary_header
from django.utils.translation import to_locale

from django_project import production
from django_project.middleware import health_check

OTHER_VISITOR = {"User-Agent": "x", "Accept-Language": "ar", "X-Forwarded-For": "x"}


class SettingsTests(SimpleTestCase):
    def test_servers_use_production_unless_told_otherwise(self):
        for module in ("django_project.wsgi", "django_project.asgi"):
            with mock.patch.dict(os.environ, clear=True) as environment:
                runpy.run_module(module)
                self.assertIn("django_project.production", environment.values())

    def test_languages_are_translated_and_chosen_for_each_visitor(self):
        """If not, see LANGUAGES, LOCALE_PATHS and MIDDLEWARE, and compilemessages."""
        several = "LocaleMiddleware" in str(settings.MIDDLEWARE)
        locale = settings.BASE_DIR / "locale"
        for code, _ in settings.LANGUAGES if locale.exists() else []:
            # The untranslated words are in one of these.
            if code[:2] not in ("en", settings.LANGUAGE_CODE[:2]):
                file = gettext.find("django", locale, [to_locale(code)])
                found = bool(file and settings.LOCALE_PATHS)
                self.assertEqual(found, several, code)

    def test_each_of_cached_pages_is_the_same_for_everybody(self):
        for path in production.CACHED_PAGES:
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
    def test_development_has_the_policy_too(self):
        self.assertIn("Content-Security-Policy", self.client.get("/robots.txt").headers)
