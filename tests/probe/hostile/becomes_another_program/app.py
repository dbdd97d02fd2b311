import os
import sys

os.execv(sys.executable, [sys.executable, "-c", "print('another program')"])  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
