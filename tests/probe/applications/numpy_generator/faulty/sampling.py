"""Chance, for experiments."""

import numpy as np

rng = np.random.default_rng()  # expect: FL501


def variant():
    return rng.integers(2**48)
