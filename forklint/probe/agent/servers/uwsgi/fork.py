"""uWSGI forks in C and calls nothing of Python: the C library is asked to call us right before each fork.

https://pubs.opengroup.org/onlinepubs/9699919799/functions/pthread_atfork.html
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

_kept: list[Any] = []
"""What the C library calls must not be collected."""


def before_forks(function: Callable[[], None]) -> None:
    """Call a function in the process that forks, right before any fork that no Python code asks for.

    Raises ImportError where this Python has no ctypes, OSError where the C library has nothing of the kind.
    """
    import ctypes

    def prepare() -> None:
        if sys._getframe().f_back is None:
            function()

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
