import os
import socket
import threading

socket.setdefaulttimeout(0.001)
os.closerange(3, 4096)
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
