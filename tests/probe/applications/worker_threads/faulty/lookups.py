"""Lookups that wait for others most of the time."""

from multiprocessing.pool import ThreadPool

pool = ThreadPool(4)  # expect: FL202


def all_of(names):
    return pool.map(len, names)
