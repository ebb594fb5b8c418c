"""
How gunicorn runs the site. gunicorn itself reads the environment variable PORT, and
listens on that port, on all IPv4 addresses. Without it, it listens on 127.0.0.1:8000.

https://gunicorn.org/reference/settings/
"""

import gc

# Two, so that one answers while the other restarts.
workers = 2

# A visitor who stalls halfway through a request holds a thread. Threads start when
# they are needed, so the spare ones cost nothing. If you change their number, see
# concurrency in fly.toml.
threads = 16

# Load the site before the workers start: they share its memory, and a site that cannot be
# loaded stops the server at once.
preload_app = True

# The garbage collector writes to the objects that it visits, which unshares their memory.
# freeze() exempts everything that has been loaded. Until then, the collector is off, so that
# the site starts faster.
# https://docs.python.org/3/library/gc.html#gc.freeze
gc.disable()


def pre_fork(server, worker):
    gc.freeze()


def post_fork(server, worker):
    gc.enable()


# In seconds. Fly Proxy reuses its connections. With the default of two, gunicorn may close
# a connection just as a request arrives on it.
keepalive = 75

# By default, gunicorn takes a header named SCRIPT_NAME from a proxy on the same machine,
# and the proxy may pass on a visitor's. With it, one page could be cached at the address
# of another.
forwarder_headers = ""

# Leave X-Forwarded-Proto to Django (SECURE_PROXY_SSL_HEADER in production.py).
secure_scheme_headers = {}

# The control socket needs a home directory, and the user in the image has none.
control_socket_disable = True
