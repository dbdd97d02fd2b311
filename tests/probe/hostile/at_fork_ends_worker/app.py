import os

os.register_at_fork(after_in_child=lambda: os._exit(7))  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
