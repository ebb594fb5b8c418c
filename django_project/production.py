"""
Production: the settings for development, and all that production changes.

The pages keep no state, so production has no database, no sessions and no admin, and
any number of machines can serve them. wsgi.py and asgi.py choose this module.

https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/
"""

import os

from .settings import *

DEBUG = False

# It may be missing. Nothing here signs, and whatever does so without a key raises
# ImproperlyConfigured.
SECRET_KEY = os.environ.get("SECRET_KEY", "")

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if "FLY_APP_NAME" in os.environ:
    ALLOWED_HOSTS.append(os.environ["FLY_APP_NAME"] + ".fly.dev")
ALLOWED_HOSTS += os.environ.get("ALLOWED_HOSTS", "").replace(",", " ").split()


# No state. These apps are taken out by prefix, with their middleware and context
# processors; whatever else settings.py gains reaches production by itself.

STATEFUL = (
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
)


def stateless(names):
    """Return those of the dotted names that lie in none of the STATEFUL apps."""
    return [name for name in names if not name.startswith(STATEFUL)]


INSTALLED_APPS = stateless(INSTALLED_APPS)

MIDDLEWARE = [
    "django.middleware.http.ConditionalGetMiddleware",
    "django_project.middleware.PageCacheMiddleware",
    "django_project.middleware.response_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_project.middleware.health_check",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *stateless(MIDDLEWARE),
]
# Two of them stand in settings.py too: the first of each counts.
MIDDLEWARE = list(dict.fromkeys(MIDDLEWARE))

for engine in TEMPLATES:
    engine["OPTIONS"]["context_processors"] = stateless(
        engine["OPTIONS"]["context_processors"]
    )

DATABASES = {}

# Without a database there are no times to convert, and without the time zone in its
# key a page is found in the cache faster.
USE_TZ = False


# The page cache, in local memory, as is Django's default: for how many seconds.

CACHE_MIDDLEWARE_SECONDS = 60


# Static files: collected, compressed, and named after their content.

STATIC_ROOT = BASE_DIR / "staticfiles"

STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# No other site's business, as the Cross-Origin-Resource-Policy says too.
WHITENOISE_ALLOW_ALL_ORIGINS = False


# HTTPS ends at Fly Proxy, which also redirects to it (force_https in fly.toml), so
# that the image runs on plain localhost too.

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

CSRF_COOKIE_SECURE = True

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: only their owner can promise it.
    "security.W008",  # The redirect to https: Fly Proxy's.
    "security.W021",  # HSTS preload: hard to take back, so the owner's choice as well.
]
if not SECRET_KEY:
    SILENCED_SYSTEM_CHECKS.append("security.W009")  # No key, and none needed.


# The log: all that goes wrong, on the console, where `fly logs` finds it.


def brief(record):
    """Take the traceback from a record about a visitor's mistake, a status of 4xx."""
    if getattr(record, "status_code", 500) < 500:
        record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "brief": {"()": "django.utils.log.CallbackFilter", "callback": brief},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["brief"]},
    },
    "root": {"handlers": ["console"]},
    "loggers": {
        # Django answers HEAD with the body of GET. gunicorn drops it, and says so each
        # time.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
