preload_app = True


def post_fork(server, worker):
    return 1 / 0  # <- here
