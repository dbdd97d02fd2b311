# mypy: ignore-errors
"""One object for each way that a walk can take."""

import asyncio
import collections
import contextlib
import contextvars
import functools
import logging
import os
import random
import socket
import tempfile
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import acme
from acme._pool import Dice, Lazy, Odd, Pool, Refusing

sock = socket.socket()
pair = socket.socketpair()
by_name = {"default": socket.socket(), "postgres://user:secret@host/0": socket.socket(), 3: socket.socket()}
queue = collections.deque([socket.socket()])
unordered = {socket.socket()}
ordered = collections.OrderedDict(a=socket.socket())
Point = collections.namedtuple("Point", "left right")
point = Point(socket.socket(), socket.socket())


class Registry(dict):
    """A container with attributes."""


registry = Registry(key=socket.socket())
registry.key = socket.socket()


class Slotted:
    __slots__ = ("inner", "lock", "unset")
    shared = socket.socket()

    def __init__(self):
        self.inner = {"default": socket.socket()}
        self.lock = threading.Lock()


class Service:
    def __init__(self):
        self.slotted = Slotted()
        self.pid = os.getpid()
        self.count = 1

    def method(self):
        return self.slotted


service = Service()


def make():
    hidden = socket.socket()

    def get():
        return hidden

    return get


get = make()


def default(one=socket.socket(), *, two=socket.socket()):  # noqa: B008
    return one, two


default.attribute = socket.socket()
bound = Service().method
partial = functools.partial(print, socket.socket(), end=socket.socket())
local = threading.local()
local.sock = socket.socket()
variable: contextvars.ContextVar[object] = contextvars.ContextVar("variable")
variable.set(socket.socket())


@contextlib.contextmanager
def block():
    entered = socket.socket()
    yield entered


manager = block()
manager.__enter__()
weak = weakref.ref(socket.socket)
far = socket.socket()
weakly = weakref.WeakValueDictionary(far=far)
del far

pool = acme.Pool()


CALLED = []


class MyPool(Pool):
    def _checkpid(self):
        CALLED.append("_checkpid")


mine = MyPool()
refusing = Refusing()
blocking = acme.BlockingPool()
lazy = Lazy()
odd = Odd()
wrapped = acme.Holder(socket.socket())
everybody = acme.connections

generator = random.Random(4)


class MyRandom(random.Random):
    def random(self):
        raise SystemExit


my_generator = MyRandom(3)
kernel = random.SystemRandom()
dice = Dice()

recursive = threading.RLock()
recursive.acquire()
recursive.acquire()
condition = threading.Condition()
held = threading.Lock()
held.acquire()
free = threading.Lock()


class MyHandler(logging.StreamHandler):
    def __init__(self):
        super().__init__()
        self.own = threading.Lock()


handler = MyHandler()
log = logging.getLogger("shop")
log.addHandler(handler)

MASTER = os.getpid()
GUARDED_PID = os.getpid()


class Renewing:
    def __init__(self):
        self.guarded_pid = os.getpid()

    def use(self):
        return self if self.guarded_pid == os.getpid() else Renewing()


def same_process():
    return os.getpid() == GUARDED_PID


renewing = Renewing()
SMALL = 17
TRUE = True

event = threading.Event()
thread = threading.Thread(target=functools.partial(event.wait), name="waits", daemon=True)
thread.start()


class Job(threading.Thread):
    def run(self):
        event.wait()


job = Job(daemon=True)
job.start()
dormant = threading.Thread(target=make)
timer = threading.Timer(600, make)
timer.daemon = True
timer.start()
executor = ThreadPoolExecutor(1)
executor.submit(event.wait)

loop = asyncio.new_event_loop()
closed_loop = asyncio.new_event_loop()
closed_loop.close()

temporary = tempfile.NamedTemporaryFile()  # noqa: SIM115
folder = tempfile.TemporaryDirectory()
log_file = logging.FileHandler(folder.name + "/log")
