"""What visitors, the hosting platform and the owner get from the server."""

import re
from concurrent.futures import ThreadPoolExecutor

from django.apps import apps
from django.urls import reverse

from pages.sitemaps import PagesSitemap

from .server import ServerTestCase


class DeploymentTests(ServerTestCase):
    def test_deployment_checks_pass(self):
        self.manage("check", "--deploy", "--fail-level", "WARNING")

    def test_no_migration_is_missing(self):
        """If it fails, run `python manage.py makemigrations` with the app's name."""
        # Listed, because Django skips an app that has no migrations yet.
        labels = [
            app.label
            for app in apps.get_app_configs()
            if not app.name.startswith("django.contrib.")
        ]
        self.manage("makemigrations", "--check", "--dry-run", *labels)

    def test_health_check_passes_whatever_the_host(self):
        self.fetch("/healthz", headers={"Host": "172.19.0.2:8000"})
        # A homepage that is refused (400) passes, too. The log says whether it was.
        self.assertNotIn("Invalid HTTP_HOST", self.log())

    def test_all_pages_are_served_and_in_the_sitemap(self):
        sitemap = self.fetch("/sitemap.xml").text
        for name in PagesSitemap().items():
            self.fetch(reverse(name))
            self.assertIn(f"<loc>https://localhost{reverse(name)}</loc>", sitemap)

    def test_allowed_hosts_are_served(self):
        for host in ("localhost", "test.fly.dev", "example.org", "www.example.org"):
            self.fetch("/", headers={"Host": host})

    def test_form_is_accepted(self):
        """If it fails, see SECURE_PROXY_SSL_HEADER in production.py."""
        page = self.fetch("/form/")
        # Without their attributes: "name=value".
        cookies = [item.split(";")[0] for item in page.headers.get_all("Set-Cookie")]
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(cookies),
            "Origin": "https://localhost",
        }
        form = f"csrfmiddlewaretoken={page.text}"
        self.fetch("/form/", method="POST", body=form, headers=headers)

    def test_script_name_header_is_ignored(self):
        """If it fails, see forwarder_headers in gunicorn.conf.py."""
        # If gunicorn believed it, this would be the homepage, with 200.
        self.fetch("/nowhere/", 404, headers={"SCRIPT_NAME": "/nowhere"})


class ShutdownTests(ServerTestCase):
    def test_request_under_way_at_sigterm_is_answered(self):
        with ThreadPoolExecutor() as executor:
            request = executor.submit(self.fetch, "/slow/")
            self.wait_until_log_has("Under way.")
            self.server.terminate()
            # Re-raises any failure of fetch().
            request.result()


class HeaderTests(ServerTestCase):
    def test_pages_and_error_pages_have_the_content_security_policy(self):
        for path, status_code in (("/", 200), ("/nowhere/", 404), ("/fail/", 500)):
            headers = self.fetch(path, status_code).headers
            self.assertIsNotNone(headers["Content-Security-Policy"], path)

    def test_static_files_are_cached_forever_and_have_no_policy(self):
        static_file, *_ = re.findall('"(/static/.+?)"', self.fetch("/").text)
        headers = self.fetch(static_file).headers
        self.assertIn("immutable", headers["Cache-Control"])
        # With one, a video that is opened on its own would not play.
        self.assertIsNone(headers["Content-Security-Policy"])


class ErrorTests(ServerTestCase):
    def test_error_is_logged_and_mailed_but_not_shown(self):
        page = self.fetch("/fail/", 500).text
        self.assertNotIn("RuntimeError", page)
        error = "Internal Server Error: /fail/\n"
        self.assertIn(f"ERROR django.request: {error}Traceback", self.log())
        self.assertRegex(self.log(), f"\nSubject: .+ {error}")

    def test_static_files_of_the_error_page_exist(self):
        # 500.html does not use {% static %}.
        page = self.fetch("/fail/", 500).text
        for static_file in re.findall('"(/static/.+?)"', page):
            self.fetch(static_file)

    def test_mistake_of_a_visitor_is_one_line_in_the_log_and_no_e_mail(self):
        before = self.log()
        # HEAD is no mistake, but gunicorn would warn of it.
        self.fetch("/", method="HEAD")
        self.fetch("/nowhere/", 404)
        self.fetch("/", 400, headers={"Host": "other.example"})
        # An e-mail would be printed here, too.
        lines = self.log().removeprefix(before).splitlines()
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], "^WARNING django.request: .+ /nowhere/$")
        self.assertRegex(lines[1], "^ERROR django.security.+ 'other.example'")


class CacheTests(ServerTestCase):
    def test_visitors_without_cookies_share_a_page(self):
        self.assertEqual(self.fetch("/cached/").text, self.fetch("/cached/").text)

    def test_visitor_with_a_cookie_gets_a_page_that_nobody_else_gets(self):
        # Not in the cache yet: the query string is a part of the address.
        path = "/cached/?not-yet"
        first = self.fetch(path, headers={"Cookie": "name=Ann"}).text
        stranger = self.fetch(path).text
        second = self.fetch(path, headers={"Cookie": "name=Ann"}).text
        self.assertEqual(len({first, stranger, second}), 3)

    def test_browser_caches_a_page_until_it_gets_a_cookie(self):
        headers = self.fetch("/cached/").headers
        self.assertRegex(headers["Cache-Control"], "max-age=[1-9]")
        self.assertIn("Cookie", headers.get("Vary", ""))

    def test_browser_that_has_the_page_gets_304(self):
        etag = self.fetch("/cached/").headers.get("ETag", "")
        self.fetch("/cached/", 304, headers={"If-None-Match": etag})

    def test_page_with_a_form_or_the_beginning_of_a_session_is_not_cached(self):
        for path in ("/form/", "/session/"):
            self.assertNotEqual(self.fetch(path).text, self.fetch(path).text, path)
