"""The site as it is deployed: its settings, its server, and what visitors get."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

from django_project import production

from .server import ProductionServer, ServerTestCase


class ServerTests(ServerTestCase):
    def test_site_passes_its_own_tests_with_production_settings_too(self):
        self.server.manage("test", "--exclude-tag", "server")

    def test_deployment_checks_pass_and_no_migration_is_missing(self):
        self.server.manage("check", "--deploy", "--fail-level", "WARNING")
        self.server.manage("makemigrations", "--check", "--dry-run")
        # Django leaves out what has no migrations yet, unless it is named.
        self.server.manage("makemigrations", "--check", "--dry-run", "pages")

    def test_e_mail_is_sent_not_printed(self):
        """If not, production.py lacks the e-mail settings that the README has."""
        self.assertNotIn("console", getattr(production, "EMAIL_BACKEND", ""))

    def test_with_a_database_come_the_admin_and_sessions_that_end_at_logout(self):
        """If not, the first step of "A database" in the README is incomplete."""
        if production.DATABASES:
            self.assertIn("django.contrib.admin", production.INSTALLED_APPS)
            self.assertNotIn("cookies", getattr(production, "SESSION_ENGINE", ""))

    def test_starts_without_a_warning(self):
        start, _, _ = self.server.log().partition("Booting worker")
        for line in start.splitlines():
            self.assertIn("[INFO]", line)

    def test_page_not_modified_gets_304(self):
        etag = self.get("/number/").headers["ETag"]
        self.get("/number/", 304, headers={"If-None-Match": etag})

    def test_pages_and_error_pages_have_the_security_headers(self):
        for status, path in ((200, "/"), (404, "/nowhere/"), (500, "/crash/")):
            headers = self.get(path, status).headers
            self.assertRegex(headers["Content-Security-Policy"], "^default-src 'none'")
            self.assertNotIn("unsafe", headers["Content-Security-Policy"])

    def test_error_page_links_to_files_that_exist_and_have_no_policy(self):
        files = re.findall('href="(/static/.+?)"', self.get("/crash/", 500).text)
        self.assertTrue(files)
        for file in files:
            self.assertNotIn("Content-Security-Policy", self.get(file).headers)

    def test_health_check_is_answered_whatever_the_host(self):
        response = self.get("/healthz", headers={"Host": "172.19.0.2:8000"})
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_health_check_fails_where_the_homepage_does_and_the_log_says_which(self):
        server = ProductionServer(self.addCleanup, collect_static_files=False)
        for path, host in (("/", "localhost"), ("/healthz", "172.19.0.2:8000")):
            self.assertEqual(server.request(path, headers={"Host": host}).status, 500)
            self.assertIn(f"Internal Server Error: {path}\n", server.log())
        self.assertIn("Missing staticfiles manifest entry", server.log())

    def test_own_hosts_are_served(self):
        for host in ("localhost", "test.fly.dev", "example.org", "www.example.org"):
            self.get("/", headers={"Host": host})

    def test_mistake_of_a_visitor_is_one_line_in_the_log(self):
        before = len(self.server.log())
        self.get("/nowhere/", 404)
        self.get("/", 400, headers={"Host": "other.example"})
        not_found, wrong_host = self.server.log()[before:].splitlines()
        self.assertRegex(not_found, "^WARNING django.request: .+ /nowhere/$")
        self.assertRegex(wrong_host, "^ERROR django.security.+ 'other.example'")

    def test_error_prints_its_traceback_in_the_log_only(self):
        self.assertNotIn("ZeroDivisionError", self.get("/crash/", 500).text)
        self.assertIn("ZeroDivisionError: division by zero", self.server.log())

    def test_request_under_way_at_sigterm_is_answered(self):
        server = ProductionServer(self.addCleanup)
        with ThreadPoolExecutor() as pool:
            response = pool.submit(server.request, "/slow/")
            server.wait_for(lambda: "INFO slow: It will take" in server.log())
            server.process.terminate()
            self.assertEqual(response.result().status, 200)
        self.assertEqual(server.process.wait(timeout=40), 0)

    def test_form_message_and_session_work_and_are_their_visitor_s_own(self):
        def visit(cookies, method="GET", form=None):
            """Return the page for these cookies, and add those that it sets to them."""
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": cookies.output(attrs=[], header="", sep=";"),
                "Origin": "https://localhost",
            }
            response = self.server.request("/thanks/", method, form, headers)
            for cookie in response.headers.get_all("Set-Cookie", []):
                cookies.load(cookie)
            return response.text

        ann, other = SimpleCookie(), SimpleCookie()
        token = visit(ann).split()[-1]
        visit(ann, "POST", f"name=Ann&csrfmiddlewaretoken={token}")
        self.assertIn("3 ['Thanks, Ann']", visit(ann))
        self.assertRegex(visit(other), rf"^1 \[\] (?!{token})")

    def test_what_signs_without_a_secret_key_says_what_is_missing(self):
        server = ProductionServer(self.addCleanup, SECRET_KEY="")
        self.assertEqual(server.request("/thanks/").status, 500)
        self.assertIn("The SECRET_KEY setting must not be empty", server.log())
        if not production.DATABASES:
            self.assertEqual(server.request("/number/").status, 200)

    def number(self, path="/number/", **headers):
        """Return the number that the page shows: a new one, unless it is cached."""
        return self.get(path, headers=headers).text

    def test_visitors_without_cookies_share_a_cached_page(self):
        self.assertEqual(self.number(), self.number())

    def test_visitor_with_a_cookie_gets_a_fresh_page_and_leaves_it_to_nobody(self):
        path = "/number/?fresh"
        own = self.number(path, Cookie="name=Ann")
        shared = self.number(path)
        again = self.number(path, Cookie="name=Ann")
        self.assertEqual(len({own, shared, again}), 3)

    def test_browser_keeps_a_cached_page_only_until_it_gets_a_cookie(self):
        headers = self.get("/number/").headers
        self.assertRegex(headers["Cache-Control"], "^max-age=[1-9]")
        self.assertIn("Cookie", headers["Vary"])

    def test_page_that_is_not_listed_is_not_cached(self):
        self.assertNotEqual(self.number("/live/"), self.number("/live/"))

    def test_gate_in_settings_py_stands_in_front_of_the_cache(self):
        self.number()
        self.get("/number/", 403, headers={"User-Agent": "Unwelcome"})

    def test_header_puts_no_page_at_the_address_of_another(self):
        server = ProductionServer(self.addCleanup, FORWARDED_ALLOW_IPS="*")
        response = server.request("/live/", headers={"SCRIPT_NAME": "/live"})
        self.assertRegex(response.text, r"^\d+$")
