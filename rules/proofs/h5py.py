"""h5py, whose library keeps the tables and caches of an open file in memory."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy's threads are another library's

import h5py
import numpy


class Writing:
    """A file that is open to write: each worker adds data sets and reads them."""

    row = "h5py.File"
    packages = ("numpy",)
    rounds = 30
    deadline = 4.0

    def build(self):
        return h5py.File("shop.h5", "w")

    def use(self, file):
        file["used"] = numpy.arange(1000)
        file.flush()

    def release(self, file):
        file.close()

    def work(self, file, token):
        if token.startswith("m"):
            return token
        number = int(token[1:].replace("r", "00"))
        file[token] = numpy.full(1000, number)
        file.flush()
        return token if (file[token][:] == number).all() else "other numbers"

    def repair_in_master_close(self, file):
        """close it before the fork, and open a file in the worker"""
        file.close()
        self.work = self._own

    def _own(self, _file, token):
        self.own = getattr(self, "own", None) or h5py.File(f"{token}.h5", "w")
        return type(self).work(self, self.own, token)

    def no_help_build_latest(self):
        """`libver="latest"`"""
        return h5py.File("shop.h5", "w", libver="latest")


class Reading:
    """A file that is open to read, with an HDF5 that reads by `pread`: each worker reads compressed data."""

    row = "h5py.File(mode='r')"
    packages = ("numpy",)
    rounds = 100
    deadline = 6.0

    def prepare(self):
        with h5py.File("shop.h5", "w") as file:
            for number in range(self.rounds):
                file.create_dataset(f"r{number}", data=numpy.full(2000, number), chunks=(1000,), compression="gzip")

    def build(self):
        return h5py.File("shop.h5", "r")

    def use(self, file):
        file["r0"][:]

    def work(self, file, token):
        number = token[token.index("r") :]
        return token.replace(number, f"r{file[number][:].sum() // 2000}")
