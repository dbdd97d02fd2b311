import os
import signal

os.killpg(0, signal.SIGTERM)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
