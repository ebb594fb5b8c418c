"""
How gunicorn runs the site. It listens on the port that the variable PORT names.

https://gunicorn.org/reference/settings/
"""

import gc
import select

from gunicorn.http.errors import InvalidHeader, UnsupportedTransferCoding
from gunicorn.workers.gthread import ThreadWorker


class PatientWorker(ThreadWorker):
    """gunicorn's threaded worker, which loses no connection when it stops."""

    def set_accept_enabled(self, enabled):
        """
        Start or stop to accept connections. Before the worker stops for good, take those
        that wait: they are open to the visitor already, and closing the socket on which
        they wait would reset them.
        """
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            while self.sockets:
                listener = self.sockets.pop()
                while select.select([listener], [], [], 0)[0]:
                    self.accept(listener)
                listener.close()

    def handle_error(self, req, client, addr, exc):
        """Answer an unknown Transfer-Encoding with 400, not 501: a 5xx means us."""
        if isinstance(exc, UnsupportedTransferCoding):
            exc = InvalidHeader("TRANSFER-ENCODING")
        super().handle_error(req, client, addr, exc)


worker_class = PatientWorker

# Two, so that one answers while the other is replaced.
workers = 2

# A visitor who stalls half way through a request holds a thread. Threads start when
# they are needed, so the spare ones cost nothing.
threads = 64

# Load the site once: the workers share its memory, and a broken one fails at once.
preload_app = True

# Loading leaves no garbage worth looking for, and what it leaves stays: the start is up
# to a twentieth faster. https://docs.python.org/3/library/gc.html#gc.freeze
gc.disable()


def when_ready(server):
    gc.freeze()
    gc.enable()


# Fly Proxy keeps its connections open. The default of two seconds can close one just
# as the next request comes.
keepalive = 75

# Only Django reads X-Forwarded-Proto, and nobody sets the script name in a header.
forwarded_allow_ips = ""

# It wants a home folder, which the user of the image lacks.
control_socket_disable = True
