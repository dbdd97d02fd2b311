"""dask, which keeps the pool of its first computation."""

import dask


class Computing:
    """Something is computed in the master, and something else in each worker."""

    row = "dask.threaded.default_pool"
    deadline = 4.0
    rounds = 3

    def build(self):
        self.scheduler = None
        dask.compute(dask.delayed(str)("first"))
        return dask.delayed(str)

    def work(self, delayed, token):
        return dask.compute(delayed(token), scheduler=self.scheduler)[0]

    def repair_build_synchronous(self):
        """pass `scheduler="synchronous"` while loading"""
        self.scheduler = None
        dask.compute(dask.delayed(str)("first"), scheduler="synchronous")
        return dask.delayed(str)

    def no_help_build_threads(self):
        """pass `scheduler="threads"`"""
        dask.compute(dask.delayed(str)("first"), scheduler="threads")
        self.scheduler = "threads"
        return dask.delayed(str)
