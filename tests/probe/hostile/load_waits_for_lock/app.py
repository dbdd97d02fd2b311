import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
