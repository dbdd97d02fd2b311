import socket

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
listener.accept()  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
