import time


def create_app():
    time.sleep(3600)  # <- here
