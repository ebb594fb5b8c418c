from functools import wraps

from django.conf import settings
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_page
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.vary import vary_on_cookie


def cache_unless_cookies(view):
    """
    Cache the page of this view for visitors without cookies. They all share one copy.

    A visitor with a cookie gets a page made for them, which may greet them by name. A
    page that has a form with a CSRF token, or begins a session, is never cached.

    https://docs.djangoproject.com/en/5.2/topics/cache/#the-per-view-cache
    """

    @cache_page(settings.CACHE_MIDDLEWARE_SECONDS)
    # A page that varies by cookie and sets one is not cached. And after a login, the
    # browser does not show the page from before.
    @vary_on_cookie
    # Inside cache_page, which thus sees the cookie that comes with a CSRF token.
    # https://docs.djangoproject.com/en/5.2/howto/csrf/#using-csrf-protection-with-caching
    @csrf_protect
    def cached_view(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        # Render now, because the template may begin a session, too.
        if hasattr(response, "render"):
            response.render()
        if request.session.modified:
            # Keeps a page that begins a session out of the cache.
            patch_cache_control(response, private=True)
        return response

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.COOKIES:
            return view(request, *args, **kwargs)
        return cached_view(request, *args, **kwargs)

    return wrapper
