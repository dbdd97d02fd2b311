preload_app = True


def post_worker_init(worker):
    return 1 / 0  # <- here
