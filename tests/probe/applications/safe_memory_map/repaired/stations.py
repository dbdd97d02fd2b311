"""Stations are records of eight bytes in one file; the map keeps a descriptor of its own open."""

import mmap
from pathlib import Path

WIDTH = 8
with open(Path(__file__).with_name("stations.dat"), "rb") as stream:
    table = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def name(number):
    return table[number * WIDTH : (number + 1) * WIDTH].decode().strip()
