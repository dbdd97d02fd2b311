import os

os.closerange(0, 4096)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
