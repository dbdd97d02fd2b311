"""Faiss, which searches in a team of OpenMP threads."""

import os

import numpy  # its own threads are none of Faiss's


class Searching:
    """An index that was searched in the master is searched in the workers."""

    row = "faiss.openmp_threads"
    packages = ("numpy",)
    deadline = 4.0
    rounds = 3

    def build(self):
        import faiss

        self.library, self.rows = faiss, numpy.random.default_rng(1).random((2_000, 16), dtype="float32")
        index = faiss.IndexFlatL2(16)
        index.add(self.rows)
        return index

    def use(self, index):
        index.search(self.rows, 1)

    def work(self, index, token):
        found = index.search(self.rows, 1)[1][:, 0]
        return token if (found == range(len(self.rows))).all() else "others were found"

    def repair_build_one_thread(self):
        """set `OMP_NUM_THREADS=1`"""
        os.environ["OMP_NUM_THREADS"] = "1"
        return self.build()

    def repair_build_told_one_thread(self):
        """call `faiss.omp_set_num_threads(1)`"""
        index = self.build()
        self.library.omp_set_num_threads(1)
        return index

    def repair_in_worker_told_one_thread(self, index):
        """call `faiss.omp_set_num_threads(1)` in the worker"""
        self.library.omp_set_num_threads(1)
