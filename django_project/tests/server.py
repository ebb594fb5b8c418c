import atexit
import http.client
import os
import re
import sys
import time
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen, run
from tempfile import TemporaryDirectory
from unittest import skipIf

from django.conf import settings
from django.test import SimpleTestCase

# The environment variables that production.py reads. The image's build and CI have them
# from the same file.
PRODUCTION_ENV = dict(
    line.split("=", 1)
    for line in Path(__file__).with_name("production.env").read_text().splitlines()
)

# Where the servers write static files and a log. All classes share it.
TEMPORARY = TemporaryDirectory()
atexit.register(TEMPORARY.cleanup)


@skipIf(sys.platform == "win32", "gunicorn does not run on Windows")
class ServerTestCase(SimpleTestCase):
    """
    Tests against a running server: gunicorn as the Dockerfile starts it, but with the
    settings of this directory. Each class starts its own.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.directory = Path(TEMPORARY.name)
        cls.environment = {
            **os.environ,
            **PRODUCTION_ENV,
            "DJANGO_SETTINGS_MODULE": "django_project.tests.settings",
            "TESTS_DIRECTORY": TEMPORARY.name,
            # Any port that is free.
            "PORT": "0",
        }
        if not (cls.directory / "static").exists():
            cls.manage("collectstatic", "--noinput")
        with (cls.directory / "log.txt").open("w") as log:
            cls.server = Popen(
                [sys.executable, "-m", "gunicorn", "django_project.wsgi"],
                cwd=settings.BASE_DIR,
                env=cls.environment,
                stdout=log,
                stderr=log,
            )
        # Cleanups run in reverse: terminate, then wait.
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.terminate)
        cls.wait_until_log_has("Booting worker")
        cls.port = int(re.search(r"Listening at: http://.+:(\d+)", cls.log())[1])

    @classmethod
    def manage(cls, *arguments, hint=""):
        """Return what a command of manage.py prints. If it fails, so does the test."""
        done = run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=cls.environment,
            stdout=PIPE,
            stderr=STDOUT,
            text=True,
        )
        if done.returncode != 0:
            raise AssertionError(f"{done.stdout}\n{hint}")
        return done.stdout

    @classmethod
    def log(cls):
        """Return what the server has logged so far."""
        return (cls.directory / "log.txt").read_text(encoding="utf-8")

    @classmethod
    def wait_until_log_has(cls, text):
        deadline = time.monotonic() + 30
        while text not in cls.log():
            if cls.server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The server's log has no {text!r}:\n{cls.log()}")
            time.sleep(0.01)

    def fetch(self, path, status_code=200, method="GET", body=None, headers={}):
        """
        Return the server's response, with its body as the attribute `text`.

        Fails, and shows the log, unless the response has this status code.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        # As from a proxy that terminates TLS.
        headers = {"Host": "localhost", "X-Forwarded-Proto": "https", **headers}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        response.text = response.read().decode(errors="replace")
        connection.close()
        message = f"{method} {path} {headers}\n{self.log()}"
        self.assertEqual(response.status, status_code, message)
        return response
