"""
How gunicorn runs the site. gunicorn itself reads the environment variable PORT, and
listens on that port, on all IPv4 addresses. Without it, it listens on 127.0.0.1:8000.

https://gunicorn.org/reference/settings/
"""

import gc

# The workers share the memory of what has been loaded before the fork. A garbage collector
# that visits it would copy it into each of them, so Python advises these three steps.
# https://docs.python.org/3/library/gc.html#gc.freeze
gc.disable()


def pre_fork(server, worker):
    gc.freeze()


def post_fork(server, worker):
    gc.enable()


# Two, so that one answers while the other is replaced.
workers = 2

# A visitor who stalls halfway through a request holds a thread. Threads start when
# they are needed, so the spare ones cost nothing. The limits in fly.toml follow from it.
threads = 16

# Load the site once: the workers share its memory, and a broken one fails at once.
preload_app = True

# In seconds. Fly Proxy keeps its connections open: the default of two seconds can
# close one just as the next request comes.
keepalive = 75

# By default, gunicorn believes a header named SCRIPT_NAME if it comes from the same
# machine. Through a proxy there, a visitor could send one, and have a page cached under
# the address of another.
forwarder_headers = ""

# The control socket needs a home directory, which the user of the image lacks.
control_socket_disable = True
