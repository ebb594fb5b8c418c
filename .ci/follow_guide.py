#!/usr/bin/env python3
"""
Follow docs/growing.md in copies of this checkout: each of its parts, and sequences of them.

After each part, run the tests and the formatter. At the end of a sequence, run the site
with production's settings, and with PostgreSQL where it has a database. .ci/run starts that.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent

sys.path.insert(0, str(ROOT / "docs"))

import follow

# What people may do one after the other. The other parts are followed alone.
SEQUENCES = [
    ["A page", "A contact form", "Several languages"],
    ["A database", "A page for each object", "Logins", "Uploads", "A contact form"],
    ["Several languages", "A database", "Logins"],
    ["A page taken away", "Several languages"],
]

# The beginnings of sequences that have been tested.
tested = set()


def sequences():
    """Return those above, and each part after those that it needs, if none begins so."""
    found = list(SEQUENCES)
    for title, part in follow.parts().items():
        alone = [*follow.needs(part), title]
        begins_another = any(titles[: len(alone)] == alone for titles in found)
        if follow.steps(part) and not begins_another:
            found.append(alone)
    return found


class Copy:
    """A copy of the checkout, with a virtual environment of its own."""

    def __init__(self, directory):
        self.directory = Path(directory) / "site"
        ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", "db.sqlite3")
        shutil.copytree(ROOT, self.directory, ignore=ignored)
        self.git("init", "-q")
        self.commit("Begin")
        venv.create(self.directory / ".venv", symlinks=True)
        self.python = self.directory / ".venv" / "bin" / "python"
        # It also finds what is installed for this script, which saves time.
        # https://docs.python.org/3/library/site.html
        own = sysconfig.get_path("purelib", vars={"base": self.directory / ".venv"})
        Path(own, "shared.pth").write_text(sysconfig.get_path("purelib"))

    def git(self, *arguments):
        identity = ["-c", "user.name=CI", "-c", "user.email=ci@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=self.directory, check=True)

    def commit(self, message):
        self.git("add", ".")
        self.git("commit", "-qm", message)

    def run(self, *arguments, **variables):
        """Run Python in the copy. If it fails, raise RuntimeError with what it prints."""
        environment = {
            **os.environ,
            # pip and black are not in the copy's environment, but in this script's.
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            # pip installs into the copy's.
            "PIP_PYTHON": str(self.python),
            **variables,
        }
        done = subprocess.run(
            [self.python, *arguments],
            cwd=self.directory,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}\n{done.stdout}")

    def test(self):
        self.run("manage.py", "test", "--exclude-tag=browser")
        self.run("-m", "black", "-q", "--check", "--diff", ".")

    def serve(self, port):
        """Run the site as it is deployed, and ask for each page of its sitemap."""
        lines = (self.directory / "django_project/tests/production.env").read_text()
        variables = dict(line.split("=", 1) for line in lines.split())
        variables["DJANGO_SETTINGS_MODULE"] = "django_project.production"
        self.run("manage.py", "collectstatic", "--noinput", **variables)
        # Once "A database" has been followed. Each copy has a database of its own.
        if url := variables.get("DATABASE_URL"):
            name = f"follow{port}"
            psql = ["psql", "--quiet", url, "--command"]
            subprocess.run([*psql, f"DROP DATABASE IF EXISTS {name}"], check=True)
            subprocess.run([*psql, f"CREATE DATABASE {name}"], check=True)
            variables["DATABASE_URL"] = f"{url.rpartition('/')[0]}/{name}"
            self.run("manage.py", "migrate", **variables)
        server = subprocess.Popen(
            [
                self.python,
                "-m",
                "gunicorn",
                "--log-level=warning",
                "django_project.wsgi",
            ],
            cwd=self.directory,
            env={**os.environ, **variables, "PORT": str(port)},
        )
        try:
            sitemap = fetch(port, "/sitemap.xml", seconds=30)
            for path in re.findall("<loc>https://localhost(.+?)</loc>", sitemap):
                fetch(port, path)
        finally:
            server.terminate()
            server.wait()


def fetch(port, path, seconds=0):
    """
    Return this page, as a proxy gets it. Try for so many seconds, in which the server may
    start. If it still fails, or is an error, raise URLError.
    """
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        return urllib.request.urlopen(request, timeout=10).read().decode()
    except urllib.error.URLError:
        if seconds <= 0:
            raise
    time.sleep(1)
    return fetch(port, path, seconds - 1)


def try_sequence(titles, port):
    """Follow these parts in a new copy. Return whether all went well."""
    with TemporaryDirectory() as directory:
        copy = Copy(directory)
        followed = ()
        try:
            for title in titles:
                followed += (title,)
                copy.run("docs/follow.py", title)
                copy.commit(title)
                if followed not in tested:
                    tested.add(followed)
                    copy.test()
            copy.serve(port)
        except Exception as error:
            print(f"FAILED: {', '.join(followed)}\n{error}", flush=True)
            return False
        print(f"Followed: {', '.join(followed)}", flush=True)
        return True


if __name__ == "__main__":
    # Two at once, for the two cores that a machine for CI has at least.
    with ThreadPoolExecutor(2) as executor:
        results = list(executor.map(try_sequence, sequences(), range(8100, 8200)))
    sys.exit(not all(results))
