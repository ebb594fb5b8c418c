"""The settings of the tests' server: production's, with pages for the tests alone."""

import os
from pathlib import Path

from django_project.production import *

ROOT_URLCONF = "django_project.tests.urls"

TEMPLATES[0]["DIRS"].append(BASE_DIR / "django_project" / "tests" / "templates")

# For the tests of the health check.
TEMPLATES[0]["OPTIONS"]["context_processors"].append(
    "django_project.tests.urls.break_pages"
)

# What the server writes goes into a temporary directory.
TESTS_DIRECTORY = Path(os.environ["TESTS_DIRECTORY"])

STATIC_ROOT = TESTS_DIRECTORY / "static"
