import ctypes

preload_app = True


def post_fork(server, worker):
    ctypes.string_at(0)  # <- here
