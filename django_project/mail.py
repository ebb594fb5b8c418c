from django.core.mail.backends.base import BaseEmailBackend


class NoEmailHost(BaseEmailBackend):
    """Production's e-mail while no server for it is named: it says what is missing."""

    def send_messages(self, email_messages):
        # Like a refused connection to an SMTP server, so that a view can catch both.
        raise ConnectionError(
            "No e-mail can be sent: set the environment variables EMAIL_HOST, "
            "EMAIL_HOST_USER, EMAIL_HOST_PASSWORD and DEFAULT_FROM_EMAIL."
        )
