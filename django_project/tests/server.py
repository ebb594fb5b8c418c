import http.client
import os
import re
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen, run
from tempfile import TemporaryDirectory
from unittest import skipIf

from django.conf import settings
from django.test import SimpleTestCase

from django_project import production


@contextmanager
def production_server():
    """Start a server, and stop it on exit."""
    with TemporaryDirectory() as directory:
        server = ProductionServer(Path(directory))
        server.manage("collectstatic", "--noinput")
        if production.DATABASES:
            server.manage("migrate")
        server.start()
        try:
            server.wait_until_log_has("Booting worker")
            yield server
        finally:
            server.process.terminate()
            server.process.wait()


class ProductionServer:
    """gunicorn as the Dockerfile starts it, but with the settings of this directory."""

    def __init__(self, directory):
        self.log_file = directory / "log.txt"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "django_project.tests.settings",
            "TESTS_DIRECTORY": str(directory),
            # Any port that is free.
            "PORT": "0",
            # One process, and so one page cache.
            "GUNICORN_CMD_ARGS": "--workers=1",
        }

    def manage(self, *arguments):
        """Run a command of manage.py. If it fails, so does the test."""
        done = run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=PIPE,
            stderr=STDOUT,
            text=True,
        )
        if done.returncode != 0:
            raise AssertionError(done.stdout)

    def start(self):
        with self.log_file.open("w") as log:
            self.process = Popen(
                [sys.executable, "-m", "gunicorn", "django_project.wsgi"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    @property
    def log(self):
        return self.log_file.read_text(encoding="utf-8")

    @property
    def port(self):
        return int(re.search(r"Listening at: http://.+:(\d+)", self.log)[1])

    def wait_until_log_has(self, text):
        deadline = time.monotonic() + 30
        while text not in self.log:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The server's log has no {text!r}:\n{self.log}")
            time.sleep(0.01)


@skipIf(sys.platform == "win32", "gunicorn does not run on Windows")
class ServerTestCase(SimpleTestCase):
    """Tests that share a server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = cls.enterClassContext(production_server())

    def fetch(self, path, status_code=200, method="GET", body=None, headers={}):
        """
        Return the server's response, with its body as the attribute `text`.

        If it has another status code, the test fails, and shows the log.
        """
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.server.port, timeout=10
        )
        # As from a proxy that terminates TLS.
        headers = {"Host": "localhost", "X-Forwarded-Proto": "https", **headers}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        response.text = response.read().decode()
        connection.close()
        message = f"{method} {path} {headers}\n{self.server.log}"
        self.assertEqual(response.status, status_code, message)
        return response
