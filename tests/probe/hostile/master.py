"""A server reduced to what all prefork servers do: load the entry, fork a worker, run its hooks, wait for it.

    python master.py ENTRY [PROOF [DUMP]]

Started in the application's folder. Nothing of forklint, and nothing but the standard library of Python 3.9. Hooks are
taken from `gunicorn.conf.py`. Where the processes hang is written to the file DUMP, again and again; only where one is
given, since reading stacks that are moving crashes now and then (seen with gevent).

Exit status: 0 if master and worker came to their end, 1 with a traceback, 70 if the worker ended otherwise, 71 if
PROOF, an expression that is evaluated once the application is loaded, is false.
"""

import atexit
import faulthandler
import importlib
import os
import runpy
import signal
import sys
import threading  # noqa: F401  # for the proofs, and before an application patches it
from pathlib import Path

SECONDS = 0.3
# Kept, since applications replace them.
fstat, getpid, leave, write = os.fstat, os.getpid, os._exit, os.write
STARTED = getpid()


class _Hang(BaseException):
    pass


def hangs(function, *arguments, seconds=0.2):
    """Whether the call is still running after some time."""

    def stop(number, frame):
        raise _Hang

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        function(*arguments)
    except _Hang:
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return False


def raises(function, *arguments):
    """The name of what the call raises."""
    try:
        function(*arguments)
    except BaseException as error:
        return type(error).__name__
    return ""


def is_open(number):
    """Whether a descriptor is open."""
    return not raises(fstat, number)


def watch(dump):
    """Write down where this process is; not over the fork, since that thread's lock would stay held in the worker."""

    def again():
        faulthandler.dump_traceback_later(SECONDS, repeat=True, file=dump)

    again()
    # Python takes itself apart after the last exit handler, which is this one: its stacks can be read no more.
    atexit.register(faulthandler.cancel_dump_traceback_later)
    os.register_at_fork(before=faulthandler.cancel_dump_traceback_later, after_in_parent=again, after_in_child=again)


def load(entry):
    """The module that has the application."""
    name, _, attribute = entry.partition(":")
    module = importlib.import_module(name)
    factory = attribute.endswith("()")
    application = getattr(module, attribute[:-2] if factory else attribute or "app")
    if factory:
        application = application()
    if not callable(application):
        raise TypeError(entry + " is not callable")
    return module


def ignore(*arguments):
    """The hook that nobody set."""


def main(entry, proof="True", dump=None):
    """The master's life, and the worker's."""
    sys.path.insert(0, str(Path.cwd()))
    output = os.dup(1)
    hooks = runpy.run_path("gunicorn.conf.py") if Path("gunicorn.conf.py").exists() else {}
    if dump:
        watch(os.open(dump, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    module = load(entry)
    hooks.get("on_starting", ignore)(None)
    if not eval(proof, {**globals(), "module": module, "hooks": hooks}):
        leave(71)
    worker = os.fork()
    if worker == 0:
        hooks.get("post_fork", ignore)(None, None)
        hooks.get("post_worker_init", ignore)(None)
        return
    status = os.waitpid(worker, 0)[1]
    if status:
        leave(70)
    # Raises where the application closed it, or lets no file grow.
    raises(write, output, b"the first process came to its end\n" if getpid() == STARTED else b"another process did\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
