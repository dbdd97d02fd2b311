"""A table that another process computes while this one loads."""

import multiprocessing

from work import square


def compute():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found = pool.map(square, range(5))
        pool.close()
        pool.join()
    return found
