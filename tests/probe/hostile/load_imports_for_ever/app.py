import importlib

import first
import second

while True:
    importlib.reload(first)  # <- here
    importlib.reload(second)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
