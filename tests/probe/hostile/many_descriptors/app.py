import socket

PAIRS = [socket.socketpair() for _ in range(450)]  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
