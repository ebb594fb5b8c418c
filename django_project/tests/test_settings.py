"""Tests of settings and middleware that need no server."""

import os
import sys
from subprocess import run

from django.conf import settings
from django.test import SimpleTestCase, override_settings


class SettingsTests(SimpleTestCase):
    def test_wsgi_and_asgi_use_production_and_need_a_secret_key(self):
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
            # With the settings of development, it would start.
            message = "Set the environment variable SECRET_KEY."
            self.assertIn(message, done.stderr, f"See {module} and production.py.")

    @override_settings(DEBUG=True)
    def test_development_has_the_policy_except_on_djangos_error_pages(self):
        header = "Content-Security-Policy"
        self.assertIn(header, self.client.get("/").headers)
        # It would block their inline styles. (assertLogs() keeps the warning off the screen.)
        with self.assertLogs("django.request"):
            self.assertNotIn(header, self.client.get("/nowhere/").headers)
