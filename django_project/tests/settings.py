"""Production, with the URLs of this directory, and static files where the test says."""

import os
import re
import sys

from django_project.production import *

ROOT_URLCONF = "django_project.tests.urls"

TEMPLATES[0]["DIRS"].append(BASE_DIR / "django_project" / "tests" / "templates")

STATIC_ROOT = os.environ["STATIC_ROOT"]

CACHED_PAGES = [*CACHED_PAGES, "/number/", "/thanks/"]

# `manage.py test` asks the same page again after a test has changed what it shows.
if "test" in sys.argv:
    CACHE_MIDDLEWARE_SECONDS = 0

# A gate, as an owner may put one into settings.py.
DISALLOWED_USER_AGENTS = [re.compile("^Unwelcome$")]

# In the place of production's database, where it has one.
if DATABASES:
    file = STATIC_ROOT + ".sqlite3"
    DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": file}
