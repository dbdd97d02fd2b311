import sys

preload_app = True


def post_fork(server, worker):
    sys.exit(0)  # <- here
