"""Ticket numbers that nobody can guess from the last one."""

import os
import random

rng = random.Random()
os.register_at_fork(after_in_child=rng.seed)


def draw():
    return f"{rng.getrandbits(64):016x}"
