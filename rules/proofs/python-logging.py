"""Handlers of the standard library's logging."""

import logging
import os
import queue
import subprocess
import sys
import time
from logging.handlers import (
    QueueHandler,
    QueueListener,
    RotatingFileHandler,
    SocketHandler,
    TimedRotatingFileHandler,
)
from pathlib import Path

_RECEIVER = """
import os, pickle, socketserver
class Records(socketserver.StreamRequestHandler):
    def handle(self):
        while size := self.rfile.read(4):
            record = pickle.loads(self.rfile.read(int.from_bytes(size, "big")))
            with open("received", "a") as file:
                file.write(record["msg"].split()[0] + " ")
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Records)
open("port.part", "w").write(str(server.server_address[1]))
os.rename("port.part", "port")
server.serve_forever()
"""


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


class Appending:
    """A handler of one file: the records of all workers are in it."""

    row = "logging.FileHandler"
    rounds = 20

    def build(self):
        self.own = logging.FileHandler("shop.log")
        return self.own

    def release(self, handler):
        handler.close()

    def work(self, _handler, token):
        if token.startswith("w"):
            self.own.handle(_record(token))
            return ""
        return "of others" if Path("shop.log").read_text() else ""

    def expected(self, _token):
        return ""

    def repair_in_worker_own(self, _handler):
        """a handler of each worker's own"""
        self.own = logging.FileHandler(f"shop.log of {os.getpid()}")


class Timed:
    """A handler that rotates by the clock: in the end the files must have every record."""

    row = "logging.handlers.TimedRotatingFileHandler"
    alone = "w0"
    rounds = 150

    def build(self):
        return TimedRotatingFileHandler("shop.log", when="S", interval=1)

    def release(self, handler):
        handler.close()

    def work(self, handler, token):
        if token.startswith("w"):
            handler.handle(_record(f"[{token}]"))
            time.sleep(0.01)  # so that some seconds pass
            return 2 * self.rounds
        found = _written()
        return sum(f"[w{worker}r{number}]" in found for worker in range(2) for number in range(self.rounds))

    def expected(self, _token):
        return 2 * self.rounds

    def repair_in_worker_error(self, handler):
        """write to one file that nobody rotates"""
        own = logging.FileHandler("shop.log")
        handler.handle = own.handle

    def no_help_build_delay(self):
        """`delay=True`: it opens the file later, and rotates it all the same"""
        return TimedRotatingFileHandler("shop.log", when="S", interval=1, delay=True)


class Sending:
    """A handler that sends large records over one connection: each must arrive."""

    row = "logging.handlers.SocketHandler"
    deadline = 4.0
    rounds = 20

    def prepare(self):
        nothing = subprocess.DEVNULL
        subprocess.Popen([sys.executable, "-c", _RECEIVER], stdin=nothing, stdout=nothing, stderr=nothing)
        while not Path("port").exists():
            time.sleep(0.02)
        Path("received").touch()
        self.port = int(Path("port").read_text())

    def build(self):
        return SocketHandler("127.0.0.1", self.port)

    def use(self, handler):
        self.work(handler, "first")

    def release(self, handler):
        handler.close()

    def work(self, handler, token):
        handler.handle(_record(f"{token} {'.' * 500000}"))
        until = time.monotonic() + 1
        while token not in Path("received").read_text().split():
            if time.monotonic() > until:
                return "lost"
            time.sleep(0.005)
        return token

    def repair_in_master_close(self, handler):
        """`close()` before the fork: it connects again with the next record"""
        handler.close()

    def repair_in_worker_close(self, handler):
        """`close()` in the worker"""
        handler.close()
