import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest import skipIf

from django.conf import settings

needs_gunicorn = skipIf(sys.platform == "win32", "gunicorn does not run on Windows")


class ProductionServer:
    """
    What the Dockerfile starts, with the settings of this directory, on a free port.

    add_cleanup is a test case's addCleanup or addClassCleanup. environment replaces
    environment variables of the server, or adds some.
    """

    def __init__(self, add_cleanup, collect_static_files=True, **environment):
        directory = tempfile.TemporaryDirectory()
        add_cleanup(directory.cleanup)
        # Nothing from the developer's shell but the way to Python's libraries.
        self.environment = {
            "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""),
            "DJANGO_SETTINGS_MODULE": "django_project.tests.settings",
            "SECRET_KEY": "for-the-tests-only" * 3,
            "STATIC_ROOT": str(Path(directory.name, "static")),
            "PORT": "0",
            # One, so that the same cache answers all requests.
            "GUNICORN_CMD_ARGS": "--workers=1",
            "FLY_APP_NAME": "test",
            "ALLOWED_HOSTS": "example.org, www.example.org",
            **environment,
        }
        if collect_static_files:
            self.manage("collectstatic", "--noinput")
        dockerfile = (settings.BASE_DIR / "Dockerfile").read_text(encoding="utf-8")
        command = json.loads(re.search("^CMD (.+)$", dockerfile, re.MULTILINE)[1])
        self.log_file = Path(directory.name, "log.txt")
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        add_cleanup(self.stop)
        self.wait_for(lambda: "Booting worker" in self.log())
        self.port = int(re.search(r"Listening at: http://.+:(\d+)", self.log())[1])

    def manage(self, *arguments):
        """Run manage.py as in the image. Raise AssertionError with what it prints."""
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if result.returncode != 0:
            raise AssertionError(result.stdout + result.stderr)

    def log(self):
        return self.log_file.read_text(encoding="utf-8")

    def wait_for(self, condition):
        """Return once the condition holds. Raise AssertionError with the log if not."""
        deadline = time.monotonic() + 30
        while not condition():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The log of the server:\n{self.log()}")
            time.sleep(0.01)

    def connect(self, request):
        """Return a connection on which these bytes have been sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        connection.sendall(request)
        return connection

    def request(self, path, method="GET", headers={}):
        """Return the response: an http.client.HTTPResponse with its body in .body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={"Host": "localhost", **headers})
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=40)
