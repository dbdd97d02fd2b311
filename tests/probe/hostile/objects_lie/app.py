import socket
import threading


def lie(kind, descriptor):
    methods = {"__class__": property(lambda self: kind), "__eq__": lambda self, other: True, "__hash__": lambda self: 1}
    methods.update(fileno=lambda self: descriptor, locked=lambda self: True, is_alive=lambda self: True, __len__=lambda self: 1 << 60)
    return type("Lie", (), methods)()  # <- lie


SOCKET = lie(socket.socket, 0)
THREAD = lie(threading.Thread, -1)
LOCK = lie(type(threading.Lock()), 1 << 30)
FILE = lie(open, "three")
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
