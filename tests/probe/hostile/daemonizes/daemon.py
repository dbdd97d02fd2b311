import os


def leave():
    if os.fork():  # <- here
        os._exit(0)
    os.setsid()
    if os.fork():
        os._exit(0)
