"""Polars, whose queries run in pools of threads."""

import os

import polars


class Queries:
    """A frame that was queried in the master is queried in the workers."""

    row = "polars.pools"
    deadline = 4.0
    rounds = 3

    def build(self):
        return polars.DataFrame({"a": list(range(1000)), "b": [number % 7 for number in range(1000)]})

    def use(self, frame):
        self.work(frame, "first")

    def work(self, frame, token):
        column = polars.col("a")
        return token if frame.filter(column > 500).group_by("b").agg(column.sum()).height == 7 else "others were found"

    def repair_build_asked_in_the_worker(self):
        """run no query before the fork"""
        self.use = lambda frame: None
        return self.build()

    def no_help_build_one_thread(self):
        """set `POLARS_MAX_THREADS=1`"""
        os.environ["POLARS_MAX_THREADS"] = "1"
        return self.build()
