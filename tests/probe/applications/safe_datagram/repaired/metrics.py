"""Metrics go to whoever listens, or nowhere."""

import socket

sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def count(name):
    sender.sendto(f"{name}:1|c".encode(), ("127.0.0.1", 9))
