"""netCDF4, whose library keeps the tables and caches of an open file in memory."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy's threads are another library's

import netCDF4
import numpy


class File:
    """A file that is open to write: in the end it must have what each worker has added."""

    row = "netCDF4.Dataset"
    packages = ("numpy",)
    alone = "w0"
    rounds = 30
    deadline = 4.0

    def build(self):
        return netCDF4.Dataset("shop.nc", "w")

    def use(self, file):
        file.createDimension("number", 1000)
        self._write(file, "used")

    def _write(self, file, name):
        file.createVariable(name, "i8", ("number",))[:] = numpy.arange(1000)
        file.sync()

    def release(self, file):
        file.close()

    def work(self, file, token):
        if token.startswith("m"):
            if file.isopen():
                file.close()
            return sum(self._lost(name) for name in ("w0", "w1"))
        self._write(file, token)
        return 0

    def expected(self, _token):
        return 0

    def _lost(self, worker, name="shop.nc"):
        with netCDF4.Dataset(name) as found:
            return sum(f"{worker}r{number}" not in found.variables for number in range(self.rounds))

    def repair_in_master_close(self, file):
        """close it before the fork, and open a file in the worker"""
        file.close()
        self.work = self._own

    def _own(self, _file, token):
        if token.startswith("m"):
            return sum(self._lost(worker, f"{worker}.nc") for worker in ("w0", "w1"))
        if not hasattr(self, "own"):
            self.own = netCDF4.Dataset(f"{token[:2]}.nc", "w")
            self.use(self.own)
        return type(self).work(self, self.own, token)


class Classic:
    """A file of the classic format that is open to read: each worker reads parts of it."""

    row = "netCDF4.Dataset"
    packages = ("numpy",)
    rounds = 300
    deadline = 4.0

    def prepare(self):
        with netCDF4.Dataset("shop.nc", "w", format="NETCDF3_CLASSIC") as file:
            file.createDimension("part", self.rounds)
            file.createDimension("number", 3000)
            file.createVariable("sold", "i4", ("part", "number"))[:] = numpy.arange(self.rounds)[:, None]

    def build(self):
        return netCDF4.Dataset("shop.nc")

    def release(self, file):
        file.close()

    def work(self, file, token):
        found = file["sold"][self.expected(token)[0]]
        return [int(found.min()), int(found.max())]

    def expected(self, token):
        return [int(token.partition("r")[2])] * 2

    def repair_in_worker_open(self, _file):
        """open it in the worker"""
        own = self.build()
        self.work = lambda _, token: type(self).work(self, own, token)
