"""Tests of settings and middleware that need no server."""

import ast
import os
import sys
from pathlib import Path
from subprocess import run

from django.apps import apps
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, override_settings

from django_project import production
from django_project import settings as development
from django_project.middleware import health_check, response_headers

# https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
CSP_DIRECTIVES = """
    default-src script-src script-src-elem script-src-attr style-src style-src-elem
    style-src-attr img-src font-src media-src object-src manifest-src connect-src
    frame-src child-src worker-src form-action base-uri frame-ancestors sandbox
    report-to report-uri upgrade-insecure-requests trusted-types
    require-trusted-types-for
""".split()


class SettingsTests(SimpleTestCase):
    def test_wsgi_and_asgi_use_production_and_need_a_secret_key(self):
        """If it fails, see wsgi.py and asgi.py, or SECRET_KEY in production.py."""
        environment = {**os.environ, "SECRET_KEY": ""}
        del environment["DJANGO_SETTINGS_MODULE"]
        for module in ("django_project.wsgi", "django_project.asgi"):
            done = run(
                [sys.executable, "-c", f"import {module}"],
                cwd=settings.BASE_DIR,
                env=environment,
                capture_output=True,
                text=True,
            )
            message = "Set the environment variable SECRET_KEY."
            self.assertIn(message, done.stderr, module)

    def test_settings_py_derives_nothing_from_debug_secret_key_or_allowed_hosts(self):
        """If it fails, move the line to production.py: in settings.py, DEBUG is on."""
        names = ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS")
        source = Path(development.__file__).read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Name) and node.id in names:
                # Its value is set here (Store), and not used (Load).
                self.assertIsInstance(node.ctx, ast.Store, f"line {node.lineno}")

    def test_own_models_need_a_database_in_production(self):
        """If it fails, follow "A database" in docs/growing.md."""
        own_models = [
            model
            for model in apps.get_models()
            if not model.__module__.startswith("django.contrib.")
        ]
        if own_models:
            self.assertTrue(production.DATABASES)

    def test_sessions_are_in_the_database_if_there_is_one(self):
        """If it fails, delete SESSION_ENGINE in settings.py."""
        if production.DATABASES:
            # A session cookie that was copied would stay valid after the logout.
            self.assertNotIn("signed_cookies", settings.SESSION_ENGINE)

    @override_settings(EMAIL_BACKEND=production.EMAIL_BACKEND)
    def test_e_mail_without_a_host_says_what_is_missing(self):
        """If it fails, see EMAIL_BACKEND in production.py."""
        with self.assertRaisesMessage(ConnectionError, "EMAIL_HOST"):
            send_mail("Subject", "Text", None, ["owner@example.org"])


class ContentSecurityPolicyTests(SimpleTestCase):
    def test_each_directive_exists_and_each_source_is_a_string_of_its_own(self):
        """If it fails, look for a typing error in SECURE_CSP."""
        for directive, sources in production.SECURE_CSP.items():
            self.assertIn(directive, CSP_DIRECTIVES)
            self.assertIsInstance(sources, list, directive)
            for source in sources:
                self.assertNotRegex(source, "[ ;,]", directive)

    def test_allows_neither_inline_scripts_nor_eval(self):
        """If it fails, put the script into a file, and leave script-src as it was."""
        for directive, sources in production.SECURE_CSP.items():
            if directive.startswith(("default-src", "script-src")):
                self.assertNotIn("'unsafe-inline'", sources, directive)
                self.assertNotIn("'unsafe-eval'", sources, directive)

    @override_settings(DEBUG=True)
    def test_development_has_the_policy_except_on_djangos_error_pages(self):
        for status_code, expected in ((200, True), (404, False)):
            page = HttpResponse(status=status_code)
            middleware = response_headers(lambda request: page)
            response = middleware(RequestFactory().get("/"))
            self.assertIs("Content-Security-Policy" in response, expected, status_code)


class HealthCheckTests(SimpleTestCase):
    def test_fails_until_the_homepage_has_worked_once(self):
        homepage = HttpResponse()
        middleware = health_check(lambda request: homepage)
        for homepage_status, expected in ((500, 500), (302, 200), (500, 200)):
            homepage.status_code = homepage_status
            response = middleware(RequestFactory().get("/healthz"))
            self.assertEqual(response.status_code, expected)
