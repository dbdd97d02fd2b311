import os
import sys

sys.excepthook = lambda kind, error, trace: os._exit(0)
raise ValueError("no such shop")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
