import http.client
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen, run
from unittest import skipIf

from django.conf import settings
from django.test import SimpleTestCase, tag

from django_project import production


class ProductionServer:
    """
    gunicorn, with the settings of this directory and one worker, on a free port.

    add_cleanup is a test case's addCleanup or addClassCleanup. environment replaces
    environment variables of the server, or adds some.
    """

    def __init__(self, add_cleanup, collect_static_files=True, **environment):
        directory = tempfile.TemporaryDirectory()
        add_cleanup(directory.cleanup)
        # Nothing from the developer's shell but the way to Python's libraries.
        environment = {
            "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""),
            "DJANGO_SETTINGS_MODULE": "django_project.tests.settings",
            "SECRET_KEY": "for-the-tests-only" * 3,
            "STATIC_ROOT": str(Path(directory.name, "static")),
            "PORT": "0",
            # One, so that the same cache answers all requests.
            "GUNICORN_CMD_ARGS": "--workers=1",
            "FLY_APP_NAME": "test",
            "ALLOWED_HOSTS": "example.org, www.example.org",
            # gunicorn trusts no address, as it does not trust Fly Proxy's.
            "FORWARDED_ALLOW_IPS": "",
            **environment,
        }
        self.where = {"cwd": settings.BASE_DIR, "env": environment}
        if collect_static_files:
            self.manage("collectstatic", "--noinput")
        if production.DATABASES:
            self.manage("migrate")
        self.log_file = Path(directory.name, "log.txt")
        with self.log_file.open("w") as log:
            command = [sys.executable, "-m", "gunicorn", "django_project.wsgi"]
            self.process = Popen(command, **self.where, stdout=log, stderr=log)
        add_cleanup(self.process.wait, timeout=40)
        add_cleanup(self.process.terminate)
        self.wait_for(lambda: "Booting worker" in self.log())
        self.port = int(re.search(r"Listening at: http://.+:(\d+)", self.log())[1])

    def manage(self, *arguments):
        """Run manage.py as in the image. Raise AssertionError with what it prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = run(command, **self.where, stdout=PIPE, stderr=STDOUT, text=True)
        if done.returncode != 0:
            raise AssertionError(done.stdout)

    def log(self):
        return self.log_file.read_text(encoding="utf-8")

    def wait_for(self, condition):
        """Return once the condition holds. Raise AssertionError with the log if not."""
        deadline = time.monotonic() + 30
        while not condition():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The log of the server:\n{self.log()}")
            time.sleep(0.01)

    def request(self, path, method="GET", body=None, headers={}):
        """Return the response: an http.client.HTTPResponse with its body in .text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Host": "localhost", "X-Forwarded-Proto": "https", **headers}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        response.text = response.read().decode()
        connection.close()
        return response


@tag("server")
@skipIf(sys.platform == "win32", "gunicorn does not run on Windows")
class ServerTestCase(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = ProductionServer(cls.addClassCleanup)

    def get(self, path, expected=200, **kwargs):
        response = self.server.request(path, **kwargs)
        self.assertEqual(response.status, expected, f"{path}\n{self.server.log()}")
        return response
