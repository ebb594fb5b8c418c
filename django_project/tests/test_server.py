"""The site as it is deployed: the server that the image starts, and its responses."""

import re
from unittest import skipIf

from django.conf import settings
from django.test import SimpleTestCase
from django.urls import reverse

from pages.sitemaps import PagesSitemap

from .server import ProductionServer, needs_gunicorn


class ServerTestCase(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ProductionServer(cls.addClassCleanup)

    def assertStatus(self, expected, path, **kwargs):
        response = self.server.request(path, **kwargs)
        self.assertEqual(response.status, expected, f"{path}\n{self.server.log()}")
        return response

    def stylesheet(self, response):
        """Return the path of the stylesheet that the response links to."""
        page = response.body.decode()
        return re.search('<link rel="stylesheet" href="(.+?)">', page)[1]

    def assertPolicy(self, response):
        policy = response.headers["Content-Security-Policy"]
        self.assertNotIn("unsafe", policy)
        self.assertRegex(policy, "^default-src 'none'; .+form-action.+base-uri")


@needs_gunicorn
class ServerTests(ServerTestCase):
    def test_starts_without_a_warning(self):
        server = ProductionServer(self.addCleanup)
        self.assertEqual(server.request("/").status, 200)
        for line in server.log().splitlines():
            self.assertIn("[INFO]", line)

    def test_deployment_checks_pass(self):
        self.server.manage("check", "--deploy", "--fail-level", "WARNING")

    def test_page_has_a_length_and_an_etag(self):
        response = self.assertStatus(200, "/content/")
        length = int(response.headers["Content-Length"])
        self.assertEqual(length, len(response.body))
        self.assertRegex(response.headers["ETag"], r'^"\w+"$')

    def test_page_not_modified_gets_304(self):
        etag = self.server.request("/content/").headers["ETag"]
        self.assertStatus(304, "/content/", headers={"If-None-Match": etag})

    def test_head_is_answered_like_get_and_leaves_no_trace_in_the_log(self):
        before = self.server.log()
        get, head = self.server.request("/"), self.server.request("/", method="HEAD")
        for name in ("Content-Length", "Content-Type", "Cache-Control"):
            self.assertEqual(head.headers[name], get.headers[name], name)
        self.assertEqual(self.server.log(), before)

    def test_bodies_are_refused_before_they_are_read_until_a_form_needs_them(self):
        pages = map(reverse, PagesSitemap().items())
        forms = [p for p in pages if b'method="post"' in self.server.request(p).body]
        if forms or self.server.request("/admin/").status != 404:
            self.assertStatus(403, "/", method="POST")
            return
        headers = {"Content-Length": "2600000", "Cookie": "csrftoken=" + 32 * "x"}
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
            response = self.assertStatus(405, "/", method=method, headers=headers)
            self.assertEqual(response.headers["Allow"], "GET, HEAD")

    def test_header_does_not_put_the_homepage_at_another_address(self):
        response = self.assertStatus(200, "/live/", headers={"SCRIPT_NAME": "/live"})
        self.assertRegex(response.body, rb"^\d+$")

    def test_pages_and_error_pages_have_the_security_headers(self):
        for status, path in ((200, "/"), (404, "/nowhere/"), (500, "/crash/")):
            with self.subTest(path=path):
                response = self.assertStatus(status, path)
                self.assertPolicy(response)
                self.assertIn("geolocation=()", response.headers["Permissions-Policy"])
                self.assertIn("Referrer-Policy", response.headers)
                for name, value in {
                    "Cross-Origin-Opener-Policy": "same-origin",
                    "Cross-Origin-Resource-Policy": "same-origin",
                    "X-Content-Type-Options": "nosniff",
                    "X-Frame-Options": "DENY",
                    "Strict-Transport-Security": None,
                }.items():
                    self.assertEqual(response.headers[name], value, name)

    def test_redirect_has_the_policy(self):
        self.assertPolicy(self.assertStatus(301, "/crash"))

    def test_static_file_has_the_policy_and_is_for_this_site_only(self):
        path = self.stylesheet(self.server.request("/"))
        response = self.assertStatus(200, path)
        self.assertPolicy(response)
        policy = response.headers["Cross-Origin-Resource-Policy"]
        self.assertEqual(policy, "same-origin")
        self.assertNotIn("Access-Control-Allow-Origin", response.headers)

    def test_https_is_promised_over_https_only(self):
        for path in ("/", "/nowhere/"):
            response = self.server.request(path, headers={"X-Forwarded-Proto": "https"})
            promise = response.headers["Strict-Transport-Security"]
            self.assertRegex(promise, "^max-age=[1-9]")

    def test_health_check_is_answered_whatever_the_host(self):
        for host in ("172.19.0.2:8000", "localhost", "other.example"):
            response = self.assertStatus(200, "/healthz", headers={"Host": host})
            self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_health_check_fails_where_the_homepage_does(self):
        server = ProductionServer(self.addCleanup, collect_static_files=False)
        self.assertEqual(server.request("/").status, 500)
        check = server.request("/healthz", headers={"Host": "172.19.0.2:8000"})
        self.assertEqual(check.status, 500)
        self.assertIn("Missing staticfiles manifest entry", server.log())

    def test_own_hosts_are_served(self):
        for host in ("localhost", "test.fly.dev", "example.org", "www.example.org"):
            self.assertStatus(200, "/", headers={"Host": host})

    def test_any_other_host_gets_400_and_one_line_in_the_log(self):
        before = len(self.server.log())
        self.assertStatus(400, "/", headers={"Host": "other.example"})
        [line] = self.server.log()[before:].splitlines()
        self.assertRegex(line, "^ERROR django.security.DisallowedHost: .+other.example")

    def test_page_not_found_is_one_line_in_the_log(self):
        before = len(self.server.log())
        self.assertStatus(404, "/nowhere/")
        [line] = self.server.log()[before:].splitlines()
        self.assertEqual(line, "WARNING django.request: Not Found: /nowhere/")

    def test_nothing_but_the_site_is_served(self):
        for path in ("/.env", "/manage.py", "/static/", "//etc/passwd"):
            self.assertStatus(404, path)

    def test_no_path_leads_out_of_the_static_files(self):
        for path in ("/static/../manage.py", "/static/%2e%2e/manage.py"):
            self.assertStatus(404, path)

    def test_versioned_file_cached_forever(self):
        path = self.stylesheet(self.server.request("/"))
        self.assertRegex(path, r"^/static/.+\.\w{12}\.css$")
        response = self.assertStatus(200, path)
        policy = "max-age=315360000, public, immutable"
        self.assertEqual(response.headers["Cache-Control"], policy)

    def test_static_file_is_compressed_for_those_who_accept_it(self):
        path = self.stylesheet(self.server.request("/"))
        plain = self.server.request(path)
        small = self.server.request(path, headers={"Accept-Encoding": "gzip"})
        self.assertEqual(small.headers["Content-Encoding"], "gzip")
        self.assertLess(len(small.body), len(plain.body))

    def test_error_pages_are_ours_and_link_to_files_that_exist(self):
        for status, path in ((404, "/nowhere/"), (500, "/crash/")):
            page = self.assertStatus(status, path).body.decode()
            self.assertIn('name="viewport"', page)
            files = re.findall('href="(/static/.+?)"', page)
            self.assertTrue(files, page)
            for file in files:
                self.assertStatus(200, file)

    def test_error_prints_its_traceback_in_the_log_only(self):
        response = self.assertStatus(500, "/crash/")
        self.assertNotIn(b"ZeroDivisionError", response.body)
        self.assertIn("ZeroDivisionError: division by zero", self.server.log())

    def test_visitors_who_stall_keep_nobody_waiting(self):
        for _ in range(3):
            connection = self.server.connect(b"GET / HTTP/1.1\r\nHost: loc")
            self.addCleanup(connection.close)
        self.assertStatus(200, "/")

    def test_request_under_way_at_sigterm_is_answered(self):
        server = ProductionServer(self.addCleanup)
        request = b"GET /slow/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with server.connect(request) as connection:
            server.wait_for(lambda: "INFO slow: It will take" in server.log())
            server.process.terminate()
            self.assertTrue(connection.recv(99).startswith(b"HTTP/1.1 200 OK"))
        self.assertEqual(server.process.wait(timeout=40), 0)


@skipIf(settings.USE_I18N, "with translations, no page is cached")
@needs_gunicorn
class PageCacheTests(ServerTestCase):
    def number(self, path, **headers):
        """Return the number that the response has in its body."""
        return int(self.assertStatus(200, path, headers=headers).body)

    def test_visitors_without_cookies_share_a_cached_page(self):
        self.assertEqual(self.number("/number/"), self.number("/number/"))
        response = self.assertStatus(200, "/number/")
        self.assertRegex(response.headers["Cache-Control"], r"^max-age=\d+$")
        self.assertNotIn("Set-Cookie", response.headers)

    def test_visitor_with_a_cookie_gets_a_fresh_page_each_time(self):
        shared = self.number("/number/")
        own = [self.number("/number/", Cookie="name=Ann") for _ in range(2)]
        self.assertEqual(len({shared, *own}), 3)

    def test_visitor_with_a_cookie_leaves_nothing_in_the_cache(self):
        path = "/number/?nobody-has-asked-yet"
        own = self.number(path, Cookie="name=Ann")
        self.assertNotEqual(self.number(path), own)

    def test_browser_keeps_a_cached_page_only_until_it_gets_a_cookie(self):
        response = self.assertStatus(200, "/number/")
        self.assertEqual(response.headers["Vary"], "Cookie")

    def test_page_that_sets_a_cookie_is_not_cached(self):
        path = "/number/?cookie"
        first, second = self.assertStatus(200, path), self.assertStatus(200, path)
        for response in (first, second):
            own = f"number={response.body.decode()};"
            self.assertTrue(response.headers["Set-Cookie"].startswith(own))
        self.assertNotEqual(first.body, second.body)

    def test_page_that_is_not_listed_is_not_cached(self):
        self.assertNotEqual(self.number("/live/"), self.number("/live/"))
        response = self.assertStatus(200, "/live/")
        self.assertNotIn("Cache-Control", response.headers)


@needs_gunicorn
class StatelessTests(SimpleTestCase):
    """What holds until the last section of production.py is deleted: then delete this."""

    def test_site_needs_no_secret_key_and_has_no_admin(self):
        server = ProductionServer(self.addCleanup, SECRET_KEY="")
        self.assertEqual(server.request("/").status, 200)
        self.assertEqual(server.request("/admin/").status, 404)
        server.manage("check", "--deploy", "--fail-level", "WARNING")
