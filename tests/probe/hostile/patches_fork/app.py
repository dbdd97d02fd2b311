import os


def fork():
    raise RuntimeError("fork is forbidden here")  # <- here


os.fork = fork


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
