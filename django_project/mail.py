from django.core.mail.backends.base import BaseEmailBackend


class NoEmailHost(BaseEmailBackend):
    """The e-mail backend of production until EMAIL_HOST is set. It sends nothing."""

    def send_messages(self, email_messages):
        # Views have to handle this error anyway: an SMTP server can be unreachable.
        raise ConnectionError(
            "No e-mail can be sent: set the environment variables EMAIL_HOST, "
            "EMAIL_HOST_USER, EMAIL_HOST_PASSWORD and DEFAULT_FROM_EMAIL."
        )
