"""
Production: the development settings, and what production changes in them.

wsgi.py and asgi.py choose this module.

https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/
"""

import os

from .settings import *

DEBUG = False

# It may be missing while nothing signs: what signs without a key raises
# ImproperlyConfigured.
SECRET_KEY = os.environ.get("SECRET_KEY", "")

# Fly sets FLY_APP_NAME. ALLOWED_HOSTS is a comma-separated list of domains.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if os.environ.get("FLY_APP_NAME"):
    ALLOWED_HOSTS.append(os.environ["FLY_APP_NAME"] + ".fly.dev")
ALLOWED_HOSTS += os.environ.get("ALLOWED_HOSTS", "").replace(",", " ").split()


# Around what settings.py lists, so that whatever it lists is in front of the page cache,
# and seen before a page is stored
# https://docs.djangoproject.com/en/5.2/topics/cache/#the-per-site-cache

MIDDLEWARE = [
    "django_project.middleware.health_check",
    "django.middleware.cache.UpdateCacheMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    *MIDDLEWARE,
    "django_project.middleware.page_cache",
]

# The pages that are the same for everybody, and for how many seconds they are cached,
# here and by browsers.
CACHED_PAGES = ["/", "/about/"]

CACHE_MIDDLEWARE_SECONDS = 60


# Database: none yet. What asks for one raises ImproperlyConfigured, as the login to the
# admin would. With the first model, put your DATABASES in the place of this section.

DATABASES = {}

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


# Fly Proxy terminates TLS and redirects to https (force_https in fly.toml). So the
# image also runs on plain localhost.

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

CSRF_COOKIE_SECURE = True

SESSION_COOKIE_SECURE = True

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: for the owner of the domain to decide.
    "security.W008",  # The redirect to https: Fly Proxy does it.
    "security.W021",  # HSTS preload: hard to undo, so for the owner to decide, too.
]


# The log: whatever goes wrong, on the console, where `fly logs` finds it


def without_client_tracebacks(record):
    """Drop the traceback where Django answers with a 4xx: the client's mistake."""
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
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django answers HEAD with the body of GET. gunicorn drops it, and says so each time.
    "loggers": {"gunicorn.http.wsgi": {"level": "ERROR"}},
}
