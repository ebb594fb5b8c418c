from django.core.mail.backends.base import BaseEmailBackend


class NoEmailHost(BaseEmailBackend):
    """The e-mail backend of production until EMAIL_HOST is set. It sends nothing."""

    def send_messages(self, email_messages):
        # What a view has to expect from an SMTP server as well.
        raise ConnectionError(
            "No e-mail can be sent: set the environment variables EMAIL_HOST, "
            "EMAIL_HOST_USER, EMAIL_HOST_PASSWORD and DEFAULT_FROM_EMAIL."
        )
