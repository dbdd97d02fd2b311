"""Pools, managers and queues of `multiprocessing`."""

import multiprocessing
import multiprocessing.connection
import multiprocessing.dummy
import multiprocessing.pool
import subprocess
import sys
import time
from pathlib import Path

_LISTENER = """
import os, threading
from multiprocessing.connection import Listener
def answer(connection):
    try:
        while True:
            connection.send(connection.recv())
    except (EOFError, OSError):
        pass
listener = Listener("listening.part")
os.rename("listening.part", "listening")
while True:
    threading.Thread(target=answer, args=(listener.accept(),)).start()
"""


class Threads:
    """A pool of threads, which start in the constructor."""

    row = "multiprocessing.pool.ThreadPool"
    deadline = 3.0
    rounds = 3

    def build(self):
        self.own = multiprocessing.pool.ThreadPool(2)
        return self.own

    def work(self, pool, token):
        return (self.own or self.build()).apply_async(str, [token]).get(timeout=1)

    def repair_in_worker_new(self, pool):
        """create the pool in the worker"""
        self.build()

    def repair_in_master_terminate(self, pool):
        """end it before the fork, and create another where it is used"""
        pool.terminate()
        pool.join()
        self.own = None


class Processes:
    """A pool of processes, whose handlers are threads of the master's."""

    row = "multiprocessing.pool.Pool()"
    deadline = 4.0
    rounds = 3

    def build(self):
        self.own = multiprocessing.get_context("fork").Pool(1)
        return self.own

    def use(self, pool):
        self.work(pool, "first")

    def work(self, pool, token):
        return (self.own or self.build()).apply_async(str, [token]).get(timeout=1)

    def repair_in_master_terminate(self, pool):
        """end it before the fork, and create another where it is used"""
        pool.terminate()
        pool.join()
        self.own = None

    def no_help_in_worker_new(self, pool):
        """create another in the worker: the inherited one's processes are terminated when the worker ends"""
        self.build()


class Helper:
    """A daemonic process beside the workers: the first worker that ends terminates it."""

    row = "multiprocessing.Process"
    rounds = 1

    def build(self):
        self.daemon = True
        return []

    def use(self, started):
        started.append(multiprocessing.Process(target=time.sleep, args=(20,), daemon=self.daemon))
        started[0].start()

    def work(self, started, token):
        if token.startswith("w"):
            return token
        started[0].join(0.3)
        return token if started[0].is_alive() else f"ended with {started[0].exitcode}"

    def repair_build_not_daemonic(self):
        """leave `daemon=True` out"""
        self.daemon = False
        return []


class Manager:
    """A manager: each process asks it for what only it has put there."""

    row = "multiprocessing.managers.BaseManager"
    state = "live"
    deadline = 4.0
    rounds = 200

    def build(self):
        self.manager = multiprocessing.Manager()
        return self.manager

    def use(self, manager):
        self.shared = manager.dict()
        self.shared["first"] = "first"

    def work(self, manager, token):
        self.shared[token] = token
        return self.shared[token]

    def repair_in_worker_new(self, manager):
        """start the manager in the worker"""
        self.use(self.build())


class Feeding:
    """A queue whose feeding thread runs: what a worker puts into it must reach some process."""

    row = "multiprocessing.queues.Queue"
    deadline = 4.0
    rounds = 1

    def prepare(self):
        """The queue's pipe is meant to be shared; its thread is what counts."""
        self.own, self.queue = None, multiprocessing.Queue()

    def build(self):
        return self.queue

    def use(self, queue):
        queue.put("first")
        queue.get()

    def work(self, queue, token):
        queue = self.own or queue
        queue.put(token)
        return queue.get(timeout=1)

    def repair_in_worker_new(self, queue):
        """make the queue in the worker"""
        self.own = multiprocessing.Queue()


class Spawned:
    """A daemonic process that was started by spawn: the first worker that ends terminates it."""

    row = "multiprocessing.context.SpawnProcess"
    rounds = 1

    def build(self):
        self.daemon = True
        return []

    def use(self, started):
        process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(20,), daemon=self.daemon)
        process.start()
        started.append(process)

    def work(self, started, token):
        if token.startswith("w"):
            return token
        started[0].join(0.3)
        return token if started[0].is_alive() else f"ended with {started[0].exitcode}"

    def repair_build_not_daemonic(self):
        """leave `daemon=True` out"""
        self.daemon = False
        return []


class Dummy:
    """A thread that is spelt like a process: it counts in the master and in no worker."""

    row = "multiprocessing.dummy.Process"
    rounds = 1

    def build(self):
        self.counted = 0
        return multiprocessing.dummy.Process(target=self._count)

    def _count(self):
        while True:
            self.counted += 1
            time.sleep(0.01)

    def use(self, process):
        process.daemon = True
        process.start()

    def work(self, _process, token):
        before = self.counted
        time.sleep(0.3)
        return token if self.counted > before else "nothing counts"

    def repair_in_worker_start(self, _process):
        """start it in the worker"""
        self.use(self.build())


class Connected:
    """A connection to a listener, which answers with what it gets."""

    row = "multiprocessing.connection.Connection"
    deadline = 4.0
    rounds = 300

    def prepare(self):
        nothing = subprocess.DEVNULL
        subprocess.Popen([sys.executable, "-c", _LISTENER], stdin=nothing, stdout=nothing, stderr=nothing)
        while not Path("listening").exists():
            time.sleep(0.02)

    def build(self):
        self.own = multiprocessing.connection.Client("listening")
        return self.own

    def release(self, connection):
        connection.close()

    def work(self, _connection, token):
        self.own.send(token)
        return self.own.recv() if self.own.poll(1.5) else "nothing"

    def repair_in_worker_connect(self, _connection):
        """connect in the worker"""
        self.build()
