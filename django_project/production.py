"""
Production: the development settings, and what production changes in them.

wsgi.py and asgi.py choose this module.

https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/
"""

import os

from django.core.exceptions import ImproperlyConfigured

from .settings import *


def required(variable):
    """Return an environment variable. If it is unset or empty, refuse to start."""
    value = os.environ.get(variable)
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {variable}.")
    return value


def comma_separated(variable):
    """Return the items of an environment variable as a list, empty if it is not set."""
    return os.environ.get(variable, "").replace(",", " ").split()


DEBUG = False

SECRET_KEY = required("SECRET_KEY")

# Your own domains come from the environment. The others are for the health check, and to
# run the image on your own machine.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *comma_separated("ALLOWED_HOSTS")]
# Fly sets this one.
if os.environ.get("FLY_APP_NAME"):
    ALLOWED_HOSTS.append(os.environ["FLY_APP_NAME"] + ".fly.dev")


# Page cache

CACHE_MIDDLEWARE_SECONDS = 60


# Database: none yet. A query raises ImproperlyConfigured. To have one, follow "A database"
# in docs/growing.md, which replaces this section.

DATABASES = {}

# The admin needs a database.
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "django.contrib.admin"]


# E-mail: what forms send, and the errors that Django mails to ADMINS, which therefore
# requires EMAIL_HOST. With neither, sending raises an error that says what is missing.
# https://docs.djangoproject.com/en/5.2/howto/error-reporting/

ADMINS = [("", address) for address in comma_separated("ADMINS")]

if ADMINS or os.environ.get("EMAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = required("EMAIL_HOST")
    EMAIL_HOST_USER = required("EMAIL_HOST_USER")
    EMAIL_HOST_PASSWORD = required("EMAIL_HOST_PASSWORD")
    EMAIL_PORT = 587
    EMAIL_USE_TLS = True
    # In seconds. The visitor waits while their form is sent.
    EMAIL_TIMEOUT = 5
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("DEFAULT_FROM_EMAIL")
else:
    EMAIL_BACKEND = "django_project.mail.NoEmailHost"


# Static files, compressed and named after their content
# https://whitenoise.readthedocs.io/en/stable/django.html

STATIC_ROOT = BASE_DIR / "staticfiles"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}


# Fly Proxy terminates TLS, and redirects to https (force_https in fly.toml). Django does
# not redirect, so that the image runs on plain localhost as well.

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

CSRF_COOKIE_SECURE = True

SESSION_COOKIE_SECURE = True

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: for the owner of the domain to decide.
    "security.W008",  # The redirect to https: Fly Proxy does it.
    "security.W021",  # HSTS preload: hard to undo, so for the owner to decide, too.
]


# The log: whatever goes wrong, on the console, where `fly logs` finds it. (Django merges
# this with its own logging, which mails errors to ADMINS.)
# https://docs.djangoproject.com/en/5.2/topics/logging/


def without_client_tracebacks(record):
    """Remove the traceback of a client error (4xx), and let every record through."""
    if record.name.startswith("django.") and getattr(record, "status_code", 500) < 500:
        record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_client_tracebacks": {
            "()": "django.utils.log.CallbackFilter",
            "callback": without_client_tracebacks,
        },
    },
    "formatters": {"named": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "named",
            "filters": ["without_client_tracebacks"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Suspicious requests (such as one with an unknown Host) are logged, not mailed.
        "django.security": {"handlers": ["console"], "propagate": False},
        # gunicorn warns of each HEAD request, because Django answers it with a body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
