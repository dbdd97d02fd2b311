import time

preload_app = True


def post_fork(server, worker):
    time.sleep(3600)  # <- here
