from django.core.mail.backends.base import BaseEmailBackend


class NoEmailHost(BaseEmailBackend):
    """The e-mail backend of production until EMAIL_HOST is set: it refuses to send."""

    def send_messages(self, email_messages):
        # An OSError, like those of an unreachable server. Views have to handle them anyway.
        raise ConnectionError(
            "No e-mail can be sent: set the environment variables EMAIL_HOST, "
            "EMAIL_HOST_USER, EMAIL_HOST_PASSWORD and DEFAULT_FROM_EMAIL."
        )
