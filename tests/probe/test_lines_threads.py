"""The second load while other threads run: whose line it was, and whether that is certain."""

from __future__ import annotations

from tests.probe.watched import LINUX, Program, is_monitored, program, version

__all__ = ["program", "version"]

pytestmark = LINUX


THREADS = """
import ctypes

libc = ctypes.CDLL(None)


def start(function, argument):
    held = ctypes.c_ulong()
    libc.pthread_create(ctypes.byref(held), None, function, ctypes.c_void_p(argument))  # opened
    return held


waits = start(libc.pause, 0)
opens = start(libc.epoll_create, 1)
after = 1
"""


def test_what_a_native_thread_opens_is_its_starters(program: Program, version: str) -> None:
    watched = program.write(app=THREADS).load(version)
    assert watched.tasks() == program.marked
    assert watched.exact == program.marked


OWN_THREAD = """
import select
import threading
import time

kept = []


def work():
    time.sleep(0.01)
    kept.append(select.epoll())  # opened
    time.sleep(0.01)


thread = threading.Thread(target=work)
thread.start()
for _ in range(20):
    time.sleep(0.005)
thread.join()
"""


def test_a_thread_of_the_applications_is_followed_too(program: Program, version: str) -> None:
    """`settrace` knows one thread only: before 3.12 the line is unsure, and nobody else is blamed."""
    watched = program.write(app=OWN_THREAD).load(version)
    assert watched.exact == (program.marked if is_monitored(version) else set())
    assert watched.unsure == ([] if is_monitored(version) else ["app.py"])


AMBIGUOUS = """
import select
import threading
import time

kept = []
go = threading.Event()


def work():
    go.wait()
    sum(range(3_000_000))


thread = threading.Thread(target=work)
thread.start()
time.sleep(0.2)
alone = select.epoll()  # opened
kept.append(select.epoll()); go.set(); time.sleep(0.05)
thread.join()
"""


def test_a_line_is_certain_only_if_no_other_thread_ran_meanwhile(program: Program, version: str) -> None:
    watched = program.write(app=AMBIGUOUS).load(version)
    assert watched.exact == program.marked
    assert len(watched.unsure) == 1
