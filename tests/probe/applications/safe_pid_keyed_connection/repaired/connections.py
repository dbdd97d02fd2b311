"""One connection for each process and purpose."""

import os
import socket

server = socket.create_server(("127.0.0.1", 0))
_open = {}


def to_counter():
    key = (os.getpid(), "counter")
    if key not in _open:
        _open[key] = socket.create_connection(server.getsockname())
    return _open[key]
