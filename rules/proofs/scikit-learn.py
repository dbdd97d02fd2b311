"""scikit-learn, some of whose estimators work in a team of OpenMP threads."""

import os

import numpy
import scipy.linalg  # noqa: F401 - the threads of linear algebra are none of those that are shown


class Boosting:
    """A model that was fitted in the master predicts in the workers."""

    row = "sklearn.openmp_threads"
    packages = ("numpy", "scipy")
    deadline = 4.0
    rounds = 3

    def build(self):
        from sklearn.ensemble import HistGradientBoostingClassifier

        self.rows = numpy.arange(40_000.0).reshape(10_000, 4)
        return HistGradientBoostingClassifier(max_iter=3)

    def use(self, model):
        model.fit(self.rows, self.rows[:, 0] > 900)

    def work(self, model, token):
        return token if len(model.predict(self.rows)) == len(self.rows) else "too few"

    def repair_build_one_thread(self):
        """set `OMP_NUM_THREADS=1`"""
        os.environ["OMP_NUM_THREADS"] = "1"
        return self.build()


class Clusters:
    """Clusters that were found in the master are asked for in the workers."""

    row = "sklearn.openmp_threads"
    packages = ("numpy", "scipy")
    deadline = 4.0
    rounds = 3

    def build(self):
        from sklearn.cluster import KMeans

        self.rows = numpy.random.default_rng(1).random((10_000, 4))
        return KMeans(3, n_init=1)

    def use(self, model):
        model.fit(self.rows)

    def work(self, model, token):
        return token if len(model.predict(self.rows)) == len(self.rows) else "too few"

    def repair_build_one_thread(self):
        """set `OMP_NUM_THREADS=1`"""
        os.environ["OMP_NUM_THREADS"] = "1"
        return self.build()
