"""Production, with the URLs of this directory, and static files where the test says."""

import os

from django_project.production import *

ROOT_URLCONF = "django_project.tests.urls"

TEMPLATES[0]["DIRS"].append(BASE_DIR / "django_project" / "tests" / "templates")

CACHED_PAGES = [*CACHED_PAGES, "/number/"]

STATIC_ROOT = os.environ["STATIC_ROOT"]
