"""
The site as it is deployed.

    test_settings.py    settings and middleware, without a server
    test_server.py      gunicorn with production's settings, and what it answers
    test_browser.py     the pages of that server in Chromium

They share:

    server.py           starts the server, and asks it for pages
    settings.py         the server's settings: production's, and what urls.py needs
    urls.py             the site's pages, and some for the tests alone: one that fails,
                        one that is slow, one with a form …
    templates/          content.html: a page with whatever an owner may write
"""

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
