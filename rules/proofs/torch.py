"""PyTorch on the processor: its OpenMP threads, its generators, and a process group of one."""

import os
import socket
from datetime import timedelta
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "4"  # a machine with one processor would start no threads

import torch
import torch.distributed as distributed


def _mark(number):
    Path(f"drawn-{number}").touch(exist_ok=False)


def _sum(token):
    """Large enough to be spread over threads."""
    return int(torch.ones(1000, 1000).mm(torch.ones(1000, 1000)).sum().item()) and token


class Threads:
    """An operation in the master, and others in the workers."""

    row = "torch.intra_op_threads"
    heavy = True
    rounds = 2
    deadline = 20.0

    def build(self):
        return torch

    def use(self, _torch):
        _sum("first")

    def work(self, _torch, token):
        return _sum(token)

    def repair_build_one_thread(self):
        """call `torch.set_num_threads(1)` before the first operation"""
        torch.set_num_threads(1)
        return torch

    def repair_build_weights_only(self):
        """run no operation before the fork"""
        self.use = print
        return torch


class Global:
    """The generator behind `torch.rand`."""

    row = "torch.default_generator"
    heavy = True
    rounds = 3
    deadline = 20.0

    def build(self):
        return torch

    def use(self, _torch):
        torch.seed()

    def work(self, _torch, token):
        _mark(torch.rand(1, dtype=torch.float64).item())
        return token

    def repair_in_worker_seed(self, _torch):
        """call `torch.seed()` in the worker"""
        torch.seed()

    def no_help_in_worker_same_seed(self, _torch):
        """seed with one number in every worker"""
        torch.manual_seed(42)


class Own:
    """A generator of the program's own."""

    row = "torch.Generator"
    heavy = True
    rounds = 3
    deadline = 20.0

    def build(self):
        self.own = torch.Generator()
        self.own.seed()
        return self.own

    def work(self, _generator, token):
        _mark(torch.rand(1, generator=self.own, dtype=torch.float64).item())
        return token

    def repair_in_worker_new(self, _generator):
        """make it in the worker"""
        self.build()

    def repair_in_worker_seed(self, generator):
        """call its `seed()` in the worker"""
        generator.seed()


class Group:
    """A process group, whose store is served by a thread of the master's."""

    row = "torch.distributed.process_group"
    heavy = True
    rounds = 50
    deadline = 20.0

    def prepare(self):
        self.port = self._free()

    def _free(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            return free.getsockname()[1]

    def build(self):
        return distributed

    def use(self, _distributed):
        where = f"tcp://127.0.0.1:{self.port}"
        distributed.init_process_group("gloo", where, timedelta(seconds=2), world_size=1, rank=0)
        self.store = distributed.distributed_c10d._get_default_store()

    def work(self, _distributed, token):
        self.store.set(token, token)
        return self.store.get(token).decode()
