"""PyTables, whose library keeps the tables and caches of an open file in memory."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy's threads are another library's

import numpy
import tables


class File:
    """A file that is open to write: in the end it must have what each worker has added."""

    row = "tables.File"
    packages = ("numpy",)
    alone = "w0"
    rounds = 30
    deadline = 4.0

    def build(self):
        return tables.open_file("shop.h5", "w")

    def use(self, file):
        file.create_array("/", "used", numpy.arange(1000))
        file.flush()

    def release(self, file):
        file.close()

    def work(self, file, token):
        if token.startswith("m"):
            return sum(self._lost(name) for name in ("w0", "w1"))
        file.create_array("/", token, numpy.arange(1000))
        file.flush()
        return 0

    def expected(self, _token):
        return 0

    def _lost(self, worker, name="shop.h5"):
        tables.file._open_files.close_all()
        with tables.open_file(name) as found:
            return sum(f"/{worker}r{number}" not in found for number in range(self.rounds))

    def repair_in_master_close(self, file):
        """close it before the fork, and open a file in the worker"""
        file.close()
        self.work = self._own

    def _own(self, _file, token):
        if token.startswith("m"):
            return sum(self._lost(worker, f"{worker}.h5") for worker in ("w0", "w1"))
        self.own = getattr(self, "own", None) or tables.open_file(f"{token[:2]}.h5", "w")
        return type(self).work(self, self.own, token)


class Reading:
    """A file that is open to read, with an HDF5 that reads by `pread`: each worker reads compressed data."""

    row = "tables.File(mode='r')"
    packages = ("numpy",)
    rounds = 100
    deadline = 6.0

    def prepare(self):
        with tables.open_file("shop.h5", "w") as file:
            for number in range(self.rounds):
                pressed = tables.Filters(complevel=5)
                file.create_carray("/", f"r{number}", obj=numpy.full(2000, number), filters=pressed)

    def build(self):
        return tables.open_file("shop.h5")

    def use(self, file):
        file.get_node("/r0")[:]

    def work(self, file, token):
        number = token[token.index("r") :]
        return token.replace(number, f"r{file.get_node('/' + number)[:].sum() // 2000}")
