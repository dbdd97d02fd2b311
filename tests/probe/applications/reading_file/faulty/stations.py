"""Stations are records of eight bytes in one file."""

from pathlib import Path

WIDTH = 8
table = open(Path(__file__).with_name("stations.dat"), "rb")  # expect: FL405


def name(number):
    table.seek(number * WIDTH)
    return table.read(WIDTH).decode().strip()
