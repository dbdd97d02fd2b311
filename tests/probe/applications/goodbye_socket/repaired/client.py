"""The least of a memcached client, with good manners in the process that connected."""

import os
import socket


class Client:
    def __init__(self):
        self.socket = None
        self.owner = None

    def __del__(self):
        if self.owner == os.getpid():
            self.socket.sendall(b"quit\r\n")
            self.socket.close()

    def connect(self):
        host, _, port = os.environ["MEMCACHED_ADDRESS"].rpartition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=5)
        self.owner = os.getpid()

    def ask(self, line):
        if self.owner != os.getpid():
            self.connect()
        self.socket.sendall(line + b"\r\n")
        return self.socket.recv(512).strip()
