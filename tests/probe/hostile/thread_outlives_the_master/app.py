import threading

lock = threading.Lock()
lock.acquire()


def wait():
    lock.acquire()  # <- hang


threading.Thread(target=wait).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
