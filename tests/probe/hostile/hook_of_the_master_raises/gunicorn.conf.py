preload_app = True


def on_starting(server):
    return 1 / 0  # <- here
