"""What visitors, the hosting platform and the owner get from the server."""

import re
from concurrent.futures import ThreadPoolExecutor

from django.apps import apps
from django.urls import reverse

from pages.sitemaps import PagesSitemap

from .server import ServerTestCase


class ServerTests(ServerTestCase):
    def test_deployment_checks_pass(self):
        self.manage("check", "--deploy", "--fail-level", "WARNING")

    def test_own_models_have_migrations_and_a_database(self):
        # None, until you write a model.
        own_apps = {
            model._meta.app_label
            for model in apps.get_models()
            if not model.__module__.startswith("django.contrib.")
        }
        if own_apps:
            # Named, because makemigrations skips an app that has no migrations at all.
            hint = "Run `python manage.py makemigrations` with the app's name."
            self.manage("makemigrations", "--check", "--dry-run", *own_apps, hint=hint)
            hint = 'Production needs a database: see "A database" in docs/growing.md.'
            self.manage("migrate", "--check", hint=hint)

    def test_all_pages_are_served_and_in_the_sitemap(self):
        sitemap = self.fetch("/sitemap.xml").text
        for name in PagesSitemap().items():
            self.fetch(reverse(name))
            # Without SECURE_PROXY_SSL_HEADER in production.py, it would be http.
            self.assertIn(f"<loc>https://localhost{reverse(name)}</loc>", sitemap)

    def test_script_name_of_a_visitor_is_ignored(self):
        # If gunicorn believed it, this would be the homepage.
        self.fetch("/nowhere/", 404, headers={"SCRIPT_NAME": "/nowhere"})

    def test_allowed_hosts_are_served(self):
        # As production.env has them.
        for host in ("localhost", "test.fly.dev", "example.org", "www.example.org"):
            self.fetch("/", headers={"Host": host})

    def test_pages_and_error_pages_have_the_content_security_policy(self):
        for path, status_code in (("/", 200), ("/nowhere/", 404), ("/fail/", 500)):
            headers = self.fetch(path, status_code).headers
            hint = f"{path}: see response_headers in middleware.py."
            self.assertIsNotNone(headers["Content-Security-Policy"], hint)

    def test_policy_allows_neither_inline_scripts_nor_eval(self):
        policy = self.fetch("/").headers["Content-Security-Policy"]
        for directive in policy.split("; "):
            if directive.startswith(("default-src", "script-src")):
                hint = "Put the script into a file, and leave script-src as it was."
                self.assertNotRegex(directive, "unsafe-(inline|eval)", hint)

    def test_static_files_are_cached_forever_and_have_no_policy(self):
        static_file, *_ = re.findall('"(/static/.+?)"', self.fetch("/").text)
        headers = self.fetch(static_file).headers
        self.assertIn("immutable", headers["Cache-Control"])
        # With one, an SVG would lose its own styles.
        self.assertIsNone(headers["Content-Security-Policy"])

    def test_error_is_logged_but_not_shown(self):
        page = self.fetch("/fail/", 500).text
        self.assertNotIn("RuntimeError", page)
        error = "Internal Server Error: /fail/\n"
        self.assertIn(f"ERROR django.request: {error}Traceback", self.log())

    def test_icon_and_files_of_the_error_page_are_served(self):
        # 500.html does not use {% static %}, and browsers ask for the icon anyway.
        page = self.fetch("/fail/", 500).text
        for file in ["/favicon.ico", *re.findall('href="(/.+?)"', page)]:
            self.fetch(file)

    def test_mistake_of_a_visitor_is_one_line_in_the_log(self):
        before = self.log()
        # HEAD is no mistake, but gunicorn would warn of it.
        self.fetch("/", method="HEAD")
        self.fetch("/nowhere/", 404)
        self.fetch("/", 400, headers={"Host": "other.example"})
        # gunicorn tells meanwhile that its workers start.
        new = self.log().removeprefix(before).splitlines()
        lines = [line for line in new if "[INFO]" not in line]
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], "^WARNING django.request: .+ /nowhere/$")
        self.assertRegex(lines[1], "^ERROR django.security.+ 'other.example'")


class ShutdownTests(ServerTestCase):
    def test_request_under_way_at_sigterm_is_answered(self):
        with ThreadPoolExecutor() as executor:
            request = executor.submit(self.fetch, "/slow/")
            self.wait_until_log_has("Under way.")
            self.server.terminate()
            # Re-raises any failure of fetch().
            request.result()


class HealthCheckTests(ServerTestCase):
    def test_fails_until_the_homepage_has_worked_once(self):
        # While this file is there, pages fail.
        broken = self.directory / "broken"
        broken.touch()
        self.check(500)
        # Passed on as a POST, it would be refused (403) before it reaches the homepage.
        self.check(500, method="POST")
        broken.unlink()
        self.check(200)
        broken.touch()
        # Many at once, so that each worker answers some.
        with ThreadPoolExecutor() as executor:
            list(executor.map(self.check, [200] * 50))
        broken.unlink()

    def check(self, status_code, method="GET"):
        # Fly's checks have the machine's private address as their host.
        headers = {"Host": "172.19.0.2:8000"}
        self.fetch("/healthz", status_code, method, headers=headers)
