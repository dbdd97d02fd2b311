"""The least of a memcached client: a line is sent, a line comes back through a descriptor of its own."""

import os
import socket


class Client:
    def __init__(self):
        host, _, port = os.environ["MEMCACHED_ADDRESS"].rpartition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=5)  # expect: FL104
        self.copy = self.socket.dup()
        self.answers = self.copy.makefile("rb")

    def ask(self, line):
        self.socket.sendall(line + b"\r\n")
        return self.answers.readline().rstrip()
