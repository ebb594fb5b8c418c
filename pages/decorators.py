from functools import wraps

from django.conf import settings
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_page
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.vary import vary_on_cookie


def cache_unless_cookies(view):
    """
    Cache the page of this view, for visitors without cookies: all of them get the same.

    A visitor with a cookie gets a page made for them, which may greet them by name. A
    page that begins a session, or has a form with a CSRF token, is never cached.

    https://docs.djangoproject.com/en/5.2/topics/cache/#the-per-view-cache
    """

    # csrf_protect is on the inside, so that cache_page sees the cookie that it sets.
    @cache_page(settings.CACHE_MIDDLEWARE_SECONDS)
    @vary_on_cookie
    @csrf_protect
    def cached_view(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        # Now, as the template may begin the session.
        if hasattr(response, "render"):
            response.render()
        if request.session.modified:
            patch_cache_control(response, private=True)
        return response

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.COOKIES:
            return view(request, *args, **kwargs)
        return cached_view(request, *args, **kwargs)

    return wrapper
