"""The least of a memcached client, with good manners."""

import os
import socket


class Client:
    def __init__(self):
        host, _, port = os.environ["MEMCACHED_ADDRESS"].rpartition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=5)  # expect: FL104

    def __del__(self):
        self.socket.sendall(b"quit\r\n")
        self.socket.close()

    def ask(self, line):
        self.socket.sendall(line + b"\r\n")
        return self.socket.recv(512).strip()
