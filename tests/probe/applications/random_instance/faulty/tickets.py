"""Ticket numbers that nobody can guess from the last one."""

import random

rng = random.Random()  # expect: FL501


def draw():
    return f"{rng.getrandbits(64):016x}"
