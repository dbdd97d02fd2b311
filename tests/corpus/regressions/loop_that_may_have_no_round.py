# origin: found by the property tests: what follows a loop of unknown length that raises or returns was not executed
import os
import socket
import threading


def connect():
    while os.environ.get("REFUSE"):
        raise ValueError("refused")
    return socket.create_connection(("host", 1))  # <- FL104


def start():
    for name in os.environ:
        return name
    threading.Thread(target=print, daemon=True).start()  # <- FL201


connection = connect()
start()
