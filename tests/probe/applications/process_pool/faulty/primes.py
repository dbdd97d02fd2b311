"""Counting is work for other processes."""

import multiprocessing

from sieve import count

pool = multiprocessing.get_context("fork").Pool(2)  # expect: FL302


def below(limit):
    return pool.apply(count, (limit,))
