import os
import threading

lock = threading.Lock()
lock.acquire()
os.register_at_fork(after_in_child=lambda: lock.acquire())  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
