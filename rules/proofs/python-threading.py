"""Threads, timers and locks of the standard library."""

import os
import queue
import threading
from types import SimpleNamespace


class _Echo(threading.Thread):
    """Answers each question with itself."""

    def __init__(self):
        super().__init__(daemon=True)
        self.asked, self.answered = queue.Queue(), queue.Queue()

    def run(self):
        while (question := self.asked.get()) is not None:
            self.answered.put(question)


class Answering:
    """A thread that answers questions; a worker waits for its answer."""

    row = "threading.Thread"
    deadline = 3.0
    rounds = 3

    def build(self):
        self.own = None
        return _Echo()

    def use(self, thread):
        thread.start()

    def release(self, thread):
        thread.asked.put(None)
        thread.join()

    def work(self, thread, token):
        thread = self.own or thread
        thread.asked.put(token)
        return thread.answered.get(timeout=1.5)

    def repair_in_worker_new(self, thread):
        """start it in the worker"""
        self.own = _Echo()
        self.own.start()

    def no_help_in_worker_start(self, thread):
        """start it again in the worker: a thread can be started only once"""
        thread.start()


class Later:
    """A timer that is started: a worker waits until it fires."""

    row = "threading.Timer"
    deadline = 3.0
    rounds = 1

    def build(self):
        self.fired = threading.Event()
        return threading.Timer(0.3, self.fired.set)

    def use(self, timer):
        timer.start()

    def release(self, timer):
        timer.cancel()
        timer.join()

    def work(self, timer, token):
        return token if self.fired.wait(1) else "it never fired"

    def repair_in_worker_new(self, timer):
        """start the timer in the worker"""
        self.build().start()


class Held:
    """A lock that is held at the fork: the thread that gives it back is in the master only."""

    row = "threading.Lock"
    deadline = 4.0
    rounds = 3

    def build(self):
        return SimpleNamespace(lock=threading.Lock())

    def use(self, made):
        made.lock.acquire()
        self.holder = threading.Timer(1, made.lock.release)
        self.holder.start()

    def work(self, made, token):
        if not made.lock.acquire(timeout=2):
            return "held for ever"
        made.lock.release()
        return token

    def repair_in_master_release(self, made):
        """release it before the fork"""
        self.holder.cancel()
        made.lock.release()

    def repair_in_master_register(self, made):
        """make a new lock in the worker with `os.register_at_fork`"""
        os.register_at_fork(after_in_child=lambda: setattr(made, "lock", threading.Lock()))


class Places:
    """A semaphore all of whose places are taken at the fork."""

    row = "threading.Semaphore"
    deadline = 4.0
    rounds = 3

    def build(self):
        return threading.Semaphore(1)

    def use(self, semaphore):
        semaphore.acquire()
        self.holder = threading.Timer(1, semaphore.release)
        self.holder.start()

    def work(self, semaphore, token):
        if not semaphore.acquire(timeout=2):
            return "no place was ever given back"
        semaphore.release()
        return token

    def repair_in_master_release(self, semaphore):
        """release it before the fork"""
        self.holder.cancel()
        semaphore.release()
