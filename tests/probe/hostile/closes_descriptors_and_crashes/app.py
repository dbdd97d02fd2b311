import ctypes
import os

os.closerange(3, 4096)
ctypes.string_at(0)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
