"""
How gunicorn runs the site. Where it listens is not said here: gunicorn itself reads the
environment variable PORT. Without PORT, it listens on 127.0.0.1:8000.

https://gunicorn.org/reference/settings/
"""

import gc

# Processes. Two, so that one answers while gunicorn replaces the other after a crash.
workers = 2

# A visitor who stalls halfway through a request holds a thread. Threads start when
# they are needed, so the spare ones cost nothing. If you change their number, see
# concurrency in fly.toml.
threads = 16

# Load the site before the workers start: they share its memory, and a site that cannot be
# loaded stops the server at once.
preload_app = True


def pre_fork(server, worker):
    """
    Keep the garbage collector away from what has been loaded, before a worker starts.

    The collector writes into the objects that it visits, and memory that a worker writes
    to is no longer shared. https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.freeze()


# Seconds (75 is nginx's default). Fly Proxy reuses its connections. With gunicorn's default
# of two, a connection may be closed just as a request arrives on it.
keepalive = 75

# gunicorn believes no headers of proxies: Django reads X-Forwarded-Proto itself, and a
# visitor's `SCRIPT_NAME: /nowhere` would put the homepage at /nowhere/.
forwarded_allow_ips = ""

# No socket to control gunicorn by: it would be in the home directory, and the user in the
# image has none.
control_socket_disable = True
