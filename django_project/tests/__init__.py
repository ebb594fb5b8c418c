"""Tests of the site as it is deployed: its settings, its server, its look in a browser."""

import os

# production.py reads these. They override the developer's shell.
os.environ.update(
    # At least 50 characters, or `check --deploy` warns.
    SECRET_KEY="for-the-tests-only" * 3,
    ALLOWED_HOSTS="example.org, www.example.org",
    FLY_APP_NAME="test",
    EMAIL_HOST="",
    ADMINS="",
)
