"""A byte in a pipe says that there is work."""

import os

reading, writing = os.pipe()  # expect: FL104


def ring():
    os.write(writing, b"!")


def heard():
    return os.read(reading, 1) == b"!"
