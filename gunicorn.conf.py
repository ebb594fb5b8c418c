"""
How gunicorn runs the site. It listens on the port that the environment variable PORT
names.

https://gunicorn.org/reference/settings/
"""

# Two, so that one answers while the other is replaced.
workers = 2

# A visitor who stalls halfway through a request holds a thread. Threads start when
# they are needed, so the spare ones cost nothing.
threads = 64

# Load the site once: the workers share its memory, and a broken one fails at once.
preload_app = True

# In seconds. Fly Proxy keeps its connections open: the default of two seconds can
# close one just as the next request comes.
keepalive = 75

# It needs a home directory, which the user of the image lacks.
control_socket_disable = True
