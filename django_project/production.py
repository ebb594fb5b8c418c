"""
Production: the development settings, and what production changes in them.

The pages keep no state: no database, no sessions, no admin. So any number of machines
can serve them. wsgi.py and asgi.py choose this module.

https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/
"""

import os

from .settings import *

DEBUG = False

# It may be missing: nothing here signs, and what signs without a key raises
# ImproperlyConfigured.
SECRET_KEY = os.environ.get("SECRET_KEY", "")

# Fly sets FLY_APP_NAME. ALLOWED_HOSTS is a comma-separated list of domains.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if os.environ.get("FLY_APP_NAME"):
    ALLOWED_HOSTS.append(os.environ["FLY_APP_NAME"] + ".fly.dev")
ALLOWED_HOSTS += os.environ.get("ALLOWED_HOSTS", "").replace(",", " ").split()


# No database, and nothing that needs one

DATABASES = {}

STATEFUL_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]

INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in STATEFUL_APPS]

TEMPLATES[0]["OPTIONS"]["context_processors"] = [
    "django.template.context_processors.request",
]


# A request's way through the site, from top to bottom, and its response's way back

MIDDLEWARE = [
    "django_project.middleware.health_check",
    "django_project.middleware.read_only",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.cache.CacheMiddleware",
    "django_project.middleware.response_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

# How long pages are cached, in seconds, here and by browsers.
CACHE_MIDDLEWARE_SECONDS = 60


# Static files, compressed and named after their content
# https://whitenoise.readthedocs.io/en/stable/django.html

STATIC_ROOT = BASE_DIR / "staticfiles"

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# They are for this site only, as the Cross-Origin-Resource-Policy says too.
WHITENOISE_ALLOW_ALL_ORIGINS = False


# Fly Proxy terminates TLS and redirects to https (force_https in fly.toml). So the
# image also runs on plain localhost.

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

CSRF_COOKIE_SECURE = True

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: for the owner of the domain to decide.
    "security.W008",  # The redirect to https: Fly Proxy does it.
    "security.W009",  # SECRET_KEY: none needed while nothing signs.
    "security.W021",  # HSTS preload: hard to undo, so for the owner to decide, too.
]


# The log: whatever goes wrong, on the console, where `fly logs` finds it


def without_client_tracebacks(record):
    """Drop the traceback of a client's mistake, a 4xx: its line in the log says it all."""
    if getattr(record, "status_code", 500) < 500:
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
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_client_tracebacks"],
        },
    },
    "root": {"handlers": ["console"]},
    "loggers": {
        # Django answers HEAD with the body of GET. gunicorn drops it, and says so each
        # time.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
