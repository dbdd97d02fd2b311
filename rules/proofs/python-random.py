"""Generators of random numbers, and identifiers: a process that draws what another has drawn finds its mark."""

import random
import uuid
from pathlib import Path


class Own:
    """A generator of the program's own."""

    row = "random.Random"
    rounds = 3

    def build(self):
        return random.Random()  # noqa: S311 - it is what is shown

    def use(self, generator):
        generator.random()

    def work(self, generator, token):
        Path(f"drawn-{generator.random()}").touch(exist_ok=False)
        return token

    def repair_in_worker_seed(self, generator):
        """call `seed()` in the worker"""
        generator.seed()

    def repair_build_module(self):
        """use the functions of the module: Python seeds them anew"""
        return random

    def repair_build_system(self):
        """use `random.SystemRandom`"""
        return random.SystemRandom()

    def no_help_build_seeded(self):
        """seed it well before the fork"""
        return random.Random(uuid.uuid4().int)  # noqa: S311 - it is what is shown

    def no_help_in_worker_same_seed(self, generator):
        """call `seed()` with one number in every worker"""
        generator.seed(42)


class Identity:
    """An identifier that is made in the master."""

    row = "uuid.UUID()"
    rounds = 1

    def build(self):
        return uuid.uuid4

    def use(self, make):
        self.made = make()

    def work(self, make, token):
        Path(f"known-{self.made}").touch(exist_ok=False)
        return token

    def repair_in_worker_new(self, make):
        """make it in the worker"""
        self.made = make()
