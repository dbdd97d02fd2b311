"""XGBoost, whose work is spread over a team of OpenMP threads."""

import os

import numpy
import scipy.linalg  # noqa: F401 - the threads of linear algebra are none of those that are shown


class Predicting:
    """A model that was trained in the master predicts in the workers."""

    row = "xgboost.openmp_threads"
    packages = ("numpy", "scipy")
    deadline = 4.0
    rounds = 3

    def build(self):
        import xgboost

        self.rows = numpy.arange(40_000.0).reshape(10_000, 4)
        self.library = xgboost
        return {}

    def use(self, made):
        made["model"] = self.library.train({"max_depth": 2}, self.library.DMatrix(self.rows, self.rows[:, 0]), 3)

    def work(self, made, token):
        return token if len(made["model"].inplace_predict(self.rows)) == len(self.rows) else "too few"

    def repair_build_one_thread(self):
        """set `OMP_NUM_THREADS=1`"""
        os.environ["OMP_NUM_THREADS"] = "1"
        return self.build()

    def no_help_in_worker_one_thread(self, made):
        """set `OMP_NUM_THREADS=1` in the worker: the library has read it already"""
        os.environ["OMP_NUM_THREADS"] = "1"
