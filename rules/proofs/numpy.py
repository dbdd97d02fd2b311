"""NumPy's generators: a process that draws what another has drawn finds its mark."""

from pathlib import Path

import numpy


def _mark(number):
    Path(f"drawn-{number}").touch(exist_ok=False)


class Global:
    """The generator behind the functions of `numpy.random`."""

    row = "numpy.random.global_state"
    rounds = 3

    def build(self):
        return numpy.random

    def use(self, generator):
        generator.seed()
        generator.random()

    def work(self, generator, token):
        _mark(generator.random())
        return token

    def repair_in_worker_seed(self, generator):
        """call `numpy.random.seed()` in the worker"""
        generator.seed()

    def repair_in_worker_new(self, generator):
        """make a generator in the worker"""
        own = numpy.random.default_rng()
        self.work = lambda generator, token: _mark(own.random()) or token

    def no_help_in_worker_same_seed(self, generator):
        """seed with one number in every worker"""
        generator.seed(42)


class Own:
    """A generator of the program's own."""

    row = "numpy.random.Generator"
    rounds = 3

    def build(self):
        return numpy.random.default_rng()

    def work(self, generator, token):
        _mark(generator.random())
        return token

    def repair_in_worker_new(self, generator):
        """make it in the worker"""
        own = numpy.random.default_rng()
        self.work = lambda generator, token: _mark(own.random()) or token

    def no_help_in_worker_spawn(self, generator):
        """let the master's generator spawn one in the worker: it spawns the same in all"""
        [own] = generator.spawn(1)
        self.work = lambda generator, token: _mark(own.random()) or token


class Old:
    """A generator of the older kind."""

    row = "numpy.random.Generator"
    rounds = 3

    def build(self):
        return numpy.random.RandomState()

    def work(self, generator, token):
        _mark(generator.random_sample())
        return token

    def repair_in_worker_seed(self, generator):
        """call its `seed()` in the worker"""
        generator.seed()
