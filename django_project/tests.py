"""The deployment: the real server, started the way the Dockerfile starts it."""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import skipIf

from django.conf import settings
from django.test import SimpleTestCase

# Views that no site should have: one fails, one takes its time, one names the worker.
TEST_URLS = """
import os
import time
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

def slow(request):
    print("slow", flush=True)
    time.sleep(0.3)
    return HttpResponse()

urlpatterns += [
    path("crash/", lambda request: 1 / 0),
    path("slow/", slow),
    path("worker/", never_cache(lambda request: HttpResponse(os.getpid()))),
]
"""


def dockerfile():
    """Return the CMD of the Dockerfile, as a list, and its ENV, as a dict."""
    text = (settings.BASE_DIR / "Dockerfile").read_text().replace("\\\n", "")
    command = json.loads(re.search(r"^CMD (.+)$", text, re.MULTILINE)[1])
    words = shlex.split(" ".join(re.findall(r"^ENV (.+)$", text, re.MULTILINE)))
    return command, dict(word.split("=", 1) for word in words)


class ProductionServer:
    """
    A copy of the project in a folder of its own, with its static files collected, and
    the server of the Dockerfile on a free port. It lives until the test case cleans up:
    add_cleanup is its addCleanup or addClassCleanup.
    """

    def __init__(self, add_cleanup):
        self.folder = Path(tempfile.mkdtemp())
        add_cleanup(shutil.rmtree, self.folder)
        shutil.copytree(
            settings.BASE_DIR,
            self.folder,
            ignore=shutil.ignore_patterns(".*", "staticfiles"),
            dirs_exist_ok=True,
        )
        with (self.folder / "pages" / "urls.py").open("a") as urls:
            urls.write(TEST_URLS)

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command, environment = dockerfile()
        self.environment = {
            **environment,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PORT": str(self.port),
            "FLY_APP_NAME": "test",
            "ALLOWED_HOSTS": "example.org, www.example.org",
        }
        self.manage("collectstatic", "--noinput")
        self.log_file = self.folder / "log.txt"
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        add_cleanup(self.stop)
        self.answered = set()
        self.wait_for(lambda: len(self.worker_pids()) == 2)
        self.wait_for(self.all_workers_answer)

    def manage(self, *arguments):
        """Run manage.py as in the image, and raise CalledProcessError if it fails."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.folder,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )

    def log(self):
        return self.log_file.read_text()

    def worker_pids(self):
        """Return the process ids of all workers there have been, the newest last."""
        return [int(pid) for pid in re.findall(r"Booting worker.+: (\d+)", self.log())]

    def all_workers_answer(self):
        self.answered.add(int(self.request("/worker/").body))
        return self.answered == set(self.worker_pids())

    def wait_for(self, condition):
        """Return as soon as the condition holds; raise AssertionError after 10 s."""
        deadline = time.monotonic() + 10
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain, the log says:\n{self.log()}")
            time.sleep(0.01)

    def connect(self, request):
        """Return a connection on which these bytes have been sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.sendall(request)
        return connection

    def request(self, path, method="GET", headers=None):
        """Return the response: an http.client.HTTPResponse with its body in .body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(
            method, path, headers={"Host": "localhost", **(headers or {})}
        )
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)


@skipIf(sys.platform == "win32", "gunicorn does not run on Windows")
class ServerTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ProductionServer(cls.addClassCleanup)
        cls.first_status = cls.server.request("/").status
        cls.first_log = cls.server.log()

    def assertStatus(self, expected, path, **kwargs):
        response = self.server.request(path, **kwargs)
        self.assertEqual(response.status, expected, path)
        return response

    def static_file(self):
        """Return the address of the stylesheet, as the homepage gives it."""
        page = self.server.request("/").body.decode()
        return re.search(r'<link rel="stylesheet" href="(.+?)">', page)[1]

    def test_starts_without_a_secret_key_and_without_a_warning(self):
        self.assertNotIn("SECRET_KEY", self.server.environment)
        self.assertEqual(self.first_status, 200)
        for line in self.first_log.splitlines():
            self.assertIn("[INFO]", line)

    def test_pages_have_a_length_an_etag_and_a_max_age_but_no_cookie(self):
        for path in ("/", "/about/"):
            response = self.assertStatus(200, path)
            self.assertEqual(
                response.headers["Content-Length"], str(len(response.body))
            )
            self.assertEqual(response.headers["Cache-Control"], "max-age=60")
            self.assertEqual(response.headers["Connection"], "keep-alive")
            self.assertRegex(response.headers["ETag"], r'^"\w+"$')
            self.assertNotIn("Set-Cookie", response.headers)

    def test_page_not_modified_gets_304(self):
        etag = self.server.request("/").headers["ETag"]
        response = self.assertStatus(304, "/", headers={"If-None-Match": etag})
        self.assertEqual(response.body, b"")

    def test_head_answers_like_get_and_leaves_no_trace_in_the_log(self):
        before = self.server.log()
        get, head = self.server.request("/"), self.server.request("/", method="HEAD")
        self.assertEqual(head.body, b"")
        for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control"):
            self.assertEqual(head.headers[name], get.headers[name], name)
        self.assertEqual(self.server.log(), before)

    def test_post_is_refused(self):
        self.assertStatus(403, "/", method="POST")

    def test_every_answer_has_the_security_headers(self):
        answers = [
            self.assertStatus(200, "/"),
            self.assertStatus(200, "/about/"),
            self.assertStatus(200, "/healthz"),
            self.assertStatus(200, self.static_file()),
            self.assertStatus(301, "/about"),
            self.assertStatus(400, "/", headers={"Host": "evil.example"}),
            self.assertStatus(403, "/", method="POST"),
            self.assertStatus(404, "/nowhere/"),
            self.assertStatus(500, "/crash/"),
        ]
        for answer in answers:
            with self.subTest(status=answer.status):
                policy = answer.headers["Content-Security-Policy"]
                self.assertTrue(policy.startswith("default-src 'none'; "))
                self.assertNotIn("unsafe", policy)
                self.assertIn("geolocation=()", answer.headers["Permissions-Policy"])
                for name, value in {
                    "Cross-Origin-Opener-Policy": "same-origin",
                    "Cross-Origin-Resource-Policy": "same-origin",
                    "Referrer-Policy": "same-origin",
                    "X-Content-Type-Options": "nosniff",
                    "X-Frame-Options": "DENY",
                    "Access-Control-Allow-Origin": None,
                    "Strict-Transport-Security": None,
                }.items():
                    self.assertEqual(answer.headers[name], value, name)

    def test_https_is_promised_for_a_year_over_https_only(self):
        for path in ("/", "/nowhere/"):
            answer = self.server.request(path, headers={"X-Forwarded-Proto": "https"})
            self.assertEqual(
                answer.headers["Strict-Transport-Security"], "max-age=31536000"
            )

    def test_health_check_is_answered_whatever_the_host(self):
        for host in ("172.19.0.2:8000", "localhost", "evil.example"):
            response = self.assertStatus(200, "/healthz", headers={"Host": host})
            self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_no_header_moves_the_site_to_another_path(self):
        response = self.assertStatus(200, "/", headers={"SCRIPT_NAME": "/elsewhere"})
        self.assertIn(b'<a href="/about/">', response.body)

    def test_own_hosts_are_served(self):
        for host in ("localhost", "test.fly.dev", "example.org", "www.example.org"):
            self.assertStatus(200, "/", headers={"Host": host})

    def test_any_other_host_gets_400_and_one_line_in_the_log(self):
        self.assertStatus(200, "/")
        before = len(self.server.log())
        self.assertStatus(400, "/", headers={"Host": "other.example"})
        [line] = self.server.log()[before:].splitlines()
        self.assertIn("other.example", line)

    def test_nothing_but_the_site_is_served(self):
        for path in (
            "/admin/",
            "/.env",
            "/manage.py",
            "/static/",
            "/static/../manage.py",
            "/static/%2e%2e/manage.py",
            "//etc/passwd",
        ):
            self.assertIn(self.server.request(path).status, (400, 404), path)

    def test_versioned_file_cached_forever(self):
        path = self.static_file()
        self.assertRegex(path, r"^/static/pages/site\.\w{12}\.css$")
        response = self.assertStatus(200, path)
        self.assertEqual(
            response.headers["Cache-Control"], "max-age=315360000, public, immutable"
        )

    def test_static_file_is_compressed_for_those_who_accept_it(self):
        path = self.static_file()
        plain = self.server.request(path)
        small = self.server.request(path, headers={"Accept-Encoding": "gzip"})
        self.assertEqual(small.headers["Content-Encoding"], "gzip")
        self.assertLess(len(small.body), len(plain.body))

    def test_not_found_shows_our_page(self):
        response = self.assertStatus(404, "/nowhere/")
        self.assertIn(b"<h1>Page not found</h1>", response.body)

    def test_error_shows_our_page_and_prints_its_traceback(self):
        response = self.assertStatus(500, "/crash/")
        self.assertIn(b"<h1>Something went wrong</h1>", response.body)
        self.assertNotIn(b"ZeroDivisionError", response.body)
        self.assertIn("ZeroDivisionError: division by zero", self.server.log())

    def test_malformed_requests_get_400_and_no_traceback(self):
        before = len(self.server.log())
        for request in (
            b"\xff\xfe\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n\r\n",
        ):
            with self.server.connect(request) as connection:
                self.assertTrue(connection.recv(99).startswith(b"HTTP/1.1 400 "))
        self.assertNotIn("Traceback", self.server.log()[before:])

    def test_visitors_who_stall_keep_nobody_waiting(self):
        for _ in range(24):
            connection = self.server.connect(b"GET / HTTP/1.1\r\nHost: loc")
            self.addCleanup(connection.close)
        for _ in range(24):
            self.assertStatus(200, "/")

    def test_killed_worker_is_replaced(self):
        before = self.server.worker_pids()
        os.kill(before[-1], signal.SIGKILL)
        self.server.wait_for(lambda: len(self.server.worker_pids()) > len(before))
        for _ in range(24):
            self.assertStatus(200, "/")

    def test_deployment_checks_pass(self):
        self.server.manage("check", "--deploy", "--fail-level", "WARNING")


@skipIf(sys.platform == "win32", "gunicorn does not run on Windows")
class StopTests(SimpleTestCase):
    def setUp(self):
        self.server = ProductionServer(self.addCleanup)

    def assertStopsAfterAnswering(self, connections):
        for connection in connections:
            with connection:
                self.assertTrue(connection.recv(99).startswith(b"HTTP/1.1 200 OK"))
        self.assertEqual(self.server.process.wait(timeout=10), 0)

    def test_request_under_way_is_answered(self):
        slow = self.server.connect(b"GET /slow/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.server.wait_for(lambda: "slow" in self.server.log())
        self.server.process.terminate()
        self.assertStopsAfterAnswering([slow])

    def test_connection_not_yet_accepted_is_answered(self):
        for pid in self.server.worker_pids():
            os.kill(pid, signal.SIGSTOP)
        request = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        waiting = [self.server.connect(request) for _ in range(8)]
        self.server.process.terminate()
        self.server.wait_for(lambda: "Handling signal: term" in self.server.log())
        for pid in self.server.worker_pids():
            os.kill(pid, signal.SIGCONT)
        self.assertStopsAfterAnswering(waiting)


class ConfigurationTests(SimpleTestCase):
    def test_development_has_the_admin(self):
        response = self.client.get("/admin/")
        self.assertRedirects(
            response, "/admin/login/?next=/admin/", fetch_redirect_response=False
        )

    def test_fly_uses_the_port_of_the_image_and_our_health_check(self):
        fly = (settings.BASE_DIR / "fly.toml").read_text()
        _, environment = dockerfile()
        self.assertIn(f"internal_port = {environment['PORT']}\n", fly)
        self.assertIn('path = "/healthz"\n', fly)

    def test_no_variable_switches_debug_on_in_production(self):
        script = (
            "import django_project.{}\n"
            "from django.conf import settings\n"
            "print(settings.DEBUG)"
        )
        for module in ("wsgi", "asgi"):
            result = subprocess.run(
                [sys.executable, "-c", script.format(module)],
                cwd=settings.BASE_DIR,
                env={**os.environ, "DJANGO_SETTINGS_MODULE": "django_project.settings"},
                capture_output=True,
                text=True,
            )
            self.assertEqual(result.stdout, "False\n", result.stderr)
