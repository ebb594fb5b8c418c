"""What the middleware does where the production server cannot show it."""

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase

from django_project.middleware import health_check, page_cache, response_headers


class HealthCheckTests(SimpleTestCase):
    def check(self, view, method="GET"):
        """Return the response of the health check, with the view as the homepage."""
        return health_check(view)(RequestFactory().generic(method, "/healthz"))

    def test_only_a_server_error_of_the_homepage_fails_it(self):
        for homepage, expected in ((200, 200), (302, 200), (403, 200), (503, 500)):
            response = self.check(lambda request: HttpResponse(status=homepage))
            self.assertEqual(response.status_code, expected, homepage)

    def test_post_is_refused(self):
        response = self.check(lambda request: HttpResponse(), method="POST")
        self.assertEqual(response.status_code, 405)


class PageCacheTests(SimpleTestCase):
    def test_nothing_is_cached_where_the_language_may_differ(self):
        with self.settings(USE_I18N=True), self.assertRaises(MiddlewareNotUsed):
            page_cache(lambda request: HttpResponse())


class ResponseHeadersTests(SimpleTestCase):
    def has_policy(self, status):
        middleware = response_headers(lambda request: HttpResponse(status=status))
        return "Content-Security-Policy" in middleware(RequestFactory().get("/"))

    def test_development_has_the_policy_but_on_error_pages(self):
        with self.settings(DEBUG=True):
            self.assertTrue(self.has_policy(200))
            self.assertFalse(self.has_policy(404))
            self.assertFalse(self.has_policy(500))

    def test_production_has_the_policy_on_error_pages_too(self):
        self.assertTrue(self.has_policy(404))
        self.assertTrue(self.has_policy(500))
