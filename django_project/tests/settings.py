"""The settings of the tests' server: production's, with pages for the tests alone."""

import os
from pathlib import Path

from django_project.production import *

ROOT_URLCONF = "django_project.tests.urls"

TEMPLATES[0]["DIRS"].append(BASE_DIR / "django_project" / "tests" / "templates")

# Everything the server writes goes into a temporary directory.
TESTS_DIRECTORY = Path(os.environ["TESTS_DIRECTORY"])

STATIC_ROOT = TESTS_DIRECTORY / "static"

if DATABASES:
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": TESTS_DIRECTORY / "db.sqlite3",
    }

# Prints e-mail, so that it is in the server's log.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Who gets e-mail about errors.
ADMINS = [("", "owner@example.org")]
