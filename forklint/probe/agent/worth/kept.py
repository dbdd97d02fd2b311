"""Functions of now: applications replace those of the standard library, by ones that switch greenlets or stop time."""

import gc
import os
import time


class Kept:
    """In a class: what replaces functions in all modules that hold them does not look into classes."""

    now = staticmethod(time.monotonic)
    """Seconds; all processes have one clock."""
    sleep = staticmethod(time.sleep)
    collect = staticmethod(gc.collect)
    waitpid = staticmethod(os.waitpid)
    kill = staticmethod(os.kill)
    getppid = staticmethod(os.getppid)
    leave = staticmethod(os._exit)
