import atexit
import threading

lock = threading.Lock()
lock.acquire()


def flush():
    lock.acquire()  # <- hang


atexit.register(flush)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
