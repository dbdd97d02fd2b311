"""A table that other processes compute while this one loads."""

import multiprocessing

from work import square

with multiprocessing.get_context("fork").Pool(2) as pool:
    TABLE = pool.map(square, range(5))
