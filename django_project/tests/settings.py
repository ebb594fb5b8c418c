"""Production, with two more URLs and the static files in a directory of the test's."""

import os

from django_project.production import *

ROOT_URLCONF = "django_project.tests.urls"

STATIC_ROOT = os.environ["STATIC_ROOT"]
