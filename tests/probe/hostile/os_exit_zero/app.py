import os

os._exit(0)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
