"""Stands for a library that takes long to import."""

import time

time.sleep(0.3)


def draw(height):
    return "#" * height
