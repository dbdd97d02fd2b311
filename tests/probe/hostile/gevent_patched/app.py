from gevent import monkey

monkey.patch_all()
import socket
import threading

pair = socket.socketpair()  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
