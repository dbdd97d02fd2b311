"""uWSGI forks in C and, by default, calls nothing of Python: the C library is asked to call us right before each fork.

With `py-call-uwsgi-fork-hooks` Python is called first, and then holds a lock over the fork (3.13) that much of what the
agent asks for needs: so there we have Python call us.
https://pubs.opengroup.org/onlinepubs/9699919799/functions/pthread_atfork.html
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

_kept: list[Any] = []
"""What the C library calls must not be collected."""


def before_forks(function: Callable[[], None]) -> None:
    """Call a function in the process that forks, right before any fork that no Python code asks for.

    Raises ImportError where this Python has no ctypes, OSError where the C library has nothing of the kind.
    """
    called: list[bool] = []

    def by_python() -> None:
        if sys._getframe().f_back is None:
            called.append(True)
            function()

    def by_library() -> None:
        if called:
            called.clear()
        elif sys._getframe().f_back is None:
            function()

    _register(by_library)
    os.register_at_fork(before=by_python)


def _register(prepare: Callable[[], None]) -> None:
    import ctypes

    kept = ctypes.CFUNCTYPE(None)(prepare)
    _kept.append(kept)
    library: Any = ctypes.CDLL(None)
    if _has(library, "pthread_atfork"):
        failed = library.pthread_atfork(kept, None, None)
    elif _has(library, "__register_atfork"):  # glibc exports this one only
        failed = library.__getattr__("__register_atfork")(kept, None, None, None)
    else:
        raise OSError("the C library has no pthread_atfork")
    if failed:
        raise OSError(failed, "pthread_atfork")


def _has(library: Any, name: str) -> bool:
    try:
        return getattr(library, name) is not None
    except AttributeError:
        return False
