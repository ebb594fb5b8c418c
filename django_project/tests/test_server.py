"""What visitors, the host and the owner get from the server."""

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from subprocess import run
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings

from .server import ServerTestCase, production_server


class DeploymentTests(ServerTestCase):
    def test_wsgi_and_asgi_use_production_and_do_not_start_without_a_secret_key(self):
        """If it fails, see which settings they name, and SECRET_KEY in production.py."""
        environment = {**self.server.environment, "SECRET_KEY": ""}
        del environment["DJANGO_SETTINGS_MODULE"]
        for module in ("django_project.wsgi", "django_project.asgi"):
            done = run(
                [sys.executable, "-c", f"import {module}"],
                cwd=settings.BASE_DIR,
                env=environment,
                capture_output=True,
                text=True,
            )
            message = "Set the environment variable SECRET_KEY."
            self.assertIn(message, done.stderr, module)

    def test_deployment_checks_pass(self):
        self.server.manage("check", "--deploy", "--fail-level", "WARNING")

    def test_no_migration_is_missing(self):
        """If it fails, run `python manage.py makemigrations pages`, or another app."""
        # Named, because Django leaves out those that have no migration yet.
        own_apps = [
            app.label
            for app in apps.get_app_configs()
            if not app.name.startswith("django.contrib.")
        ]
        self.server.manage("makemigrations", "--check", "--dry-run", *own_apps)

    def test_server_starts_without_a_warning(self):
        start, _, _ = self.server.log.partition("Booting worker")
        for line in start.splitlines():
            self.assertIn("[INFO]", line)

    def test_health_check_passes_whatever_the_host(self):
        self.get("/healthz", headers={"Host": "172.19.0.2:8000"})

    def test_health_check_fails_where_the_homepage_fails(self):
        # Without the collected files, {% static %} raises an error.
        server = self.enterContext(production_server(collect_static=False))
        response = server.request("/healthz", headers={"Host": "172.19.0.2:8000"})
        self.assertEqual(response.status, 500)
        self.assertIn("Internal Server Error: /healthz\n", server.log)

    def test_request_under_way_at_sigterm_is_answered(self):
        server = self.enterContext(production_server())
        with ThreadPoolExecutor() as executor:
            response = executor.submit(server.request, "/slow/")
            server.wait_until_log_has("slow: Under way.")
            server.process.terminate()
            self.assertEqual(response.result().status, 200)
        self.assertEqual(server.process.wait(timeout=40), 0)

    def test_sending_e_mail_without_a_server_for_it_says_what_is_missing(self):
        """If it fails, see EMAIL_BACKEND in production.py."""
        with self.assertRaisesMessage(AssertionError, "EMAIL_HOST"):
            self.server.manage(
                "sendtestemail", "--settings=django_project.production", "a@example.org"
            )


class ResponseTests(ServerTestCase):
    def test_all_pages_are_served(self):
        sitemap = self.get("/sitemap.xml").text
        for url in re.findall("<loc>https://localhost(.+?)</loc>", sitemap):
            self.get(url)

    def test_allowed_hosts_are_served(self):
        for host in ("localhost", "test.fly.dev", "example.org", "www.example.org"):
            self.get("/", headers={"Host": host})

    def test_static_files_are_cached_for_good_and_have_no_policy(self):
        static_file, *_ = re.findall('"(/static/.+?)"', self.get("/").text)
        headers = self.get(static_file).headers
        self.assertIn("immutable", headers["Cache-Control"])
        # With it, a film that a page links to would be an empty player.
        self.assertIsNone(headers["Content-Security-Policy"])

    def test_pages_and_error_pages_have_the_content_security_policy(self):
        for path, status_code in (("/", 200), ("/nowhere/", 404), ("/fail/", 500)):
            headers = self.get(path, status_code).headers
            self.assertIsNotNone(headers["Content-Security-Policy"], path)


class ErrorTests(ServerTestCase):
    def test_traceback_is_in_the_log_only(self):
        page = self.get("/fail/", 500).text
        self.assertNotIn("RuntimeError", page)
        self.assertIn("RuntimeError: For the log only.", self.server.log)

    def test_error_is_mailed_to_the_owner(self):
        self.get("/fail/", 500)
        self.assertIn("Internal Server Error: /fail/", self.server.mail_subjects)

    def test_static_files_of_the_error_page_exist(self):
        # 500.html cannot use {% static %}.
        page = self.get("/fail/", 500).text
        for static_file in re.findall('"(/static/.+?)"', page):
            self.get(static_file)

    def test_mistake_of_a_visitor_is_one_line_in_the_log_and_no_e_mail(self):
        log, mail_subjects = self.server.log, self.server.mail_subjects
        self.get("/nowhere/", 404)
        self.get("/", 400, headers={"Host": "other.example"})
        lines = self.server.log.removeprefix(log).splitlines()
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], "^WARNING django.request: .+ /nowhere/$")
        self.assertRegex(lines[1], "^ERROR django.security.+ 'other.example'")
        self.assertEqual(self.server.mail_subjects, mail_subjects)

    def test_head_request_leaves_no_line_in_the_log(self):
        log = self.server.log
        self.server.request("/", "HEAD")
        # Logged after any line that HEAD would have caused.
        self.get("/nowhere/", 404)
        lines = self.server.log.removeprefix(log).splitlines()
        self.assertEqual(len(lines), 1, lines)


class CacheTests(ServerTestCase):
    def test_visitors_without_cookies_share_a_page(self):
        self.assertEqual(self.get("/cached/").text, self.get("/cached/").text)

    def test_visitor_with_a_cookie_gets_a_page_that_nobody_else_gets(self):
        # Not in the cache yet: the query string is a part of the address.
        path = "/cached/?not-yet"
        first = self.get(path, headers={"Cookie": "name=Ann"}).text
        stranger = self.get(path).text
        second = self.get(path, headers={"Cookie": "name=Ann"}).text
        self.assertEqual(len({first, stranger, second}), 3)

    def test_page_that_is_not_marked_is_not_cached(self):
        self.assertNotEqual(self.get("/uncached/").text, self.get("/uncached/").text)

    def test_page_with_a_form_or_the_beginning_of_a_session_is_not_cached(self):
        for path in ("/form/", "/session/"):
            self.assertNotEqual(self.get(path).text, self.get(path).text, path)

    def test_browser_caches_a_page_until_it_gets_a_cookie(self):
        headers = self.get("/cached/").headers
        self.assertRegex(headers["Cache-Control"], "max-age=[1-9]")
        self.assertIn("Cookie", headers.get("Vary", ""))

    def test_browser_that_has_the_page_gets_304(self):
        etag = self.get("/cached/").headers.get("ETag", "")
        self.get("/cached/", 304, headers={"If-None-Match": etag})

    def test_script_name_header_does_not_poison_the_cache(self):
        """If it fails, see forwarder_headers in gunicorn.conf.py."""
        # gunicorn trusts whoever connects, as it does a proxy on the same machine.
        server = self.enterContext(production_server(FORWARDED_ALLOW_IPS="*"))
        # If it took the header, "/cached/" would be at "/" below "/cached".
        response = server.request("/cached/", headers={"SCRIPT_NAME": "/cached"})
        self.assertRegex(response.text, "^[0-9]+$")


class SessionTests(ServerTestCase):
    def guestbook(self, cookies, form=None):
        """Ask for the guestbook as the visitor with these cookies, and update them."""
        response = self.server.request(
            "/guestbook/",
            "POST" if form else "GET",
            urlencode(form) if form else None,
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": cookies.output(attrs=[], header="", sep=";"),
                "Origin": "https://localhost",
            },
        )
        for cookie in response.headers.get_all("Set-Cookie", []):
            cookies.load(cookie)
        return response

    def test_form_message_and_session_belong_to_their_visitor(self):
        ann, bob = SimpleCookie(), SimpleCookie()
        page = json.loads(self.guestbook(ann).text)
        form = {"name": "Ann", "csrfmiddlewaretoken": page["csrf_token"]}
        self.assertEqual(self.guestbook(ann, form).status, 302)

        page = json.loads(self.guestbook(ann).text)
        self.assertEqual(page["visits"], 3)
        self.assertEqual(page["messages"], ["Thanks, Ann"])

        page = json.loads(self.guestbook(bob).text)
        self.assertEqual(page["visits"], 1)
        self.assertEqual(page["messages"], [])
        # His token is his own, and works.
        form = {"name": "Bob", "csrfmiddlewaretoken": page["csrf_token"]}
        self.assertEqual(self.guestbook(bob, form).status, 302)
