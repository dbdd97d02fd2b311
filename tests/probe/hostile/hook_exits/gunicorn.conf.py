import os

preload_app = True


def post_fork(server, worker):
    os._exit(9)  # <- here
