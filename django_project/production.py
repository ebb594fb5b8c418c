"""
Production: the development settings, and what production changes in them.

wsgi.py, asgi.py and the Dockerfile choose this module.

https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/
"""

import os

from django.core.exceptions import ImproperlyConfigured

from .settings import *

DEBUG = False

SECRET_KEY = os.environ.get("SECRET_KEY")
# Django itself would start, and fail when a form or a login needs the key.
if not SECRET_KEY:
    raise ImproperlyConfigured("Set the environment variable SECRET_KEY.")

# For the health check, and to run the image on your own machine.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
# Your own domains, separated by commas.
ALLOWED_HOSTS += os.environ.get("ALLOWED_HOSTS", "").replace(",", " ").split()
# On Fly, which sets this variable, the address of the app.
if "FLY_APP_NAME" in os.environ:
    ALLOWED_HOSTS.append(os.environ["FLY_APP_NAME"] + ".fly.dev")


# Database: none yet, so a query raises ImproperlyConfigured. To have one, follow "A
# database" in docs/growing.md.

DATABASES = {}

# The admin needs a database.
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "django.contrib.admin"]


# Static files, compressed and named after their content
# https://whitenoise.readthedocs.io/en/stable/django.html

STATIC_ROOT = BASE_DIR / "staticfiles"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}


# HTTPS

# Fly Proxy terminates TLS, and says so in this header. Any other proxy must set it, too, and
# overwrite what the visitor sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

CSRF_COOKIE_SECURE = True

SESSION_COOKIE_SECURE = True

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: for the owner of the domain to decide.
    "security.W008",  # The redirect to https: Fly Proxy does it (fly.toml).
    "security.W021",  # HSTS preload: hard to undo, so for the owner to decide, too.
]


# The log: warnings and errors, on the console, where `fly logs` finds them.
# https://docs.djangoproject.com/en/5.2/topics/logging/


def without_client_tracebacks(record):
    """
    Remove the traceback of a client error (4xx), and let every record through.

    Anybody can send an unknown Host, and so could fill the log with tracebacks.
    """
    # Only Django's records of responses have a status_code.
    status_code = getattr(record, "status_code", None)
    if status_code and status_code < 500:
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
        # gunicorn warns of each HEAD request, because Django answers it with a body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
