from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend


class NoEmailHost(BaseEmailBackend):
    """Production's e-mail while no server is named: it says what is missing."""

    def send_messages(self, email_messages):
        raise ImproperlyConfigured(
            "No e-mail can be sent yet. Set the environment variables EMAIL_HOST, "
            "EMAIL_HOST_USER, EMAIL_HOST_PASSWORD and DEFAULT_FROM_EMAIL."
        )
