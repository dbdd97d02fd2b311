import ctypes
import os

os.register_at_fork(after_in_child=lambda: ctypes.string_at(0))  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
