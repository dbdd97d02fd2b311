"""Stations are records of eight bytes in one file."""

from pathlib import Path

WIDTH = 8
with open(Path(__file__).with_name("stations.dat"), "rb") as table:
    RECORDS = table.read()


def name(number):
    return RECORDS[number * WIDTH : (number + 1) * WIDTH].decode().strip()
