"""Handlers of the standard library's logging."""

import logging
import queue
import time
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path


def _record(text):
    return logging.LogRecord("shop", logging.INFO, "shop.py", 1, text, (), None)


def _written():
    return "".join(path.read_text() for path in Path().glob("shop.log*"))


class Rotating:
    """A handler that rotates by size: in the end the files must have every record."""

    row = "logging.handlers.RotatingFileHandler"
    alone = "w0"
    rounds = 400

    def build(self):
        return RotatingFileHandler("shop.log", maxBytes=300, backupCount=200)

    def release(self, handler):
        handler.close()

    def work(self, handler, token):
        if token.startswith("w"):
            handler.handle(_record(f"[{token}]"))
            time.sleep(0.001)  # so that both are at it
            return 2 * self.rounds
        found = _written()
        return sum(f"[w{worker}r{number}]" in found for worker in range(2) for number in range(self.rounds))

    def expected(self, _token):
        return 2 * self.rounds

    def repair_build_no_limit(self):
        """without a limit it never rotates: leave that to logrotate"""
        return RotatingFileHandler("shop.log")

    def no_help_build_delay(self):
        """`delay=True`: it opens the file later, and rotates it all the same"""
        return RotatingFileHandler("shop.log", maxBytes=300, backupCount=200, delay=True)


class Listener:
    """A listener that is started: each worker queues a record and waits until it is handled."""

    row = "logging.handlers.QueueListener"
    rounds = 2
    deadline = 4.0

    def prepare(self):
        self.records = queue.Queue()
        self.handled = queue.Queue()
        self.writing = QueueHandler(self.handled)

    def build(self):
        return QueueListener(self.records, self.writing)

    def use(self, listener):
        listener.start()

    def release(self, listener):
        listener.stop()
        time.sleep(0.2)  # a thread that was joined is there for a moment more

    def work(self, listener, token):
        QueueHandler(self.records).handle(_record(token))
        return self.handled.get(timeout=2).getMessage()

    def repair_in_master_stop(self, listener):
        """stop it before the fork, and start it in the worker"""
        listener.stop()
        self.work = self._started

    def _started(self, listener, token):
        if listener._thread is None:
            listener.start()
        return type(self).work(self, listener, token)
