"""Chance, for experiments."""

import functools

import numpy as np


@functools.cache
def rng():
    return np.random.default_rng()


def variant():
    return rng().integers(2**48)
