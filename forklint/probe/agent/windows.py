"""The execution of a module is a window of the ledger: what C code opens meanwhile is noticed at its end.

A library that a line of the application imports is one window with all that it imports in turn: the same line is to
blame for it, and a glance at each of a thousand modules would be felt.
"""

from __future__ import annotations

import _thread
import atexit
import importlib.machinery
import signal
import sys
import threading
from _thread import get_ident  # bound before the application replaces it
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any

from .ledger import Ledger

IMPORTER = 4
"""Frames from ours to the one whose import statement it is: those between are the import system's."""


def open_windows(ledger: Ledger) -> None:
    """Wrap the loaders' `exec_module`, and the registration of exit and signal handlers."""
    covered: set[int] = set()
    source = importlib.machinery.SourceFileLoader
    basics: Any = next(base for base in source.__mro__ if "exec_module" in vars(base))
    basics.exec_module = _window(ledger, covered, basics.exec_module)
    extension: Any = importlib.machinery.ExtensionFileLoader
    extension.create_module = _window(ledger, covered, extension.create_module)
    extension.exec_module = _window(ledger, covered, extension.exec_module)
    atexit.register = _registered(ledger, atexit.register, "atexit.register")
    signal.signal = _registered(ledger, signal.signal, "signal.signal")


def hear_threads(ledger: Ledger) -> None:
    """Python raises no audit event for a thread's start before 3.12: then the call itself is wrapped."""
    if sys.version_info >= (3, 12):
        return
    original = _thread.start_new_thread

    def start_new_thread(function: Any, *arguments: Any, **keywords: Any) -> int:
        if ledger.active:
            ledger.thread(function, "_thread.start_new_thread")
        return original(function, *arguments, **keywords)

    _thread.start_new_thread = start_new_thread
    threading._start_new_thread = start_new_thread  # type: ignore[attr-defined]


def _window(ledger: Ledger, covered: set[int], original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """`covered` has the threads that import a library by a line of the application: its end is looked at."""
    application, stack = ledger.frames.application, ledger.frames.stack

    def exec_module(self: Any, module: Any) -> Any:
        if not ledger.active:
            return original(self, module)
        file, thread = _file(self, module), get_ident()
        own, was_covered = application(file), thread in covered
        try:
            unseen = was_covered and not own and not application(_importer(sys._getframe(IMPORTER)))
            caller = [] if unseen else stack()[0]
        except Exception:  # an audit hook of the application's forbids to look at frames
            unseen = True
        if unseen:
            return original(self, module)
        if own:
            ledger.imported.setdefault(file, caller)
            covered.discard(thread)
        elif caller:
            covered.add(thread)
        ledger.enter(file)
        try:
            return original(self, module)
        finally:
            ledger.leave("" if own else getattr(self, "name", ""))
            (covered.add if was_covered else covered.discard)(thread)

    return exec_module


def _importer(frame: FrameType | None) -> str:
    """The file whose import statement this is; where a package is imported first, there are more frames between."""
    while frame is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame.f_code.co_filename if frame is not None else ""


def _file(loader: Any, module: Any) -> str:
    if isinstance(module, ModuleType):
        return getattr(module.__spec__, "origin", None) or ""
    return getattr(loader, "path", "") or ""


def _registered(ledger: Ledger, original: Callable[..., Any], event: str) -> Callable[..., Any]:
    """Only what a line of the application registers itself: libraries register what they know how to undo."""

    def register(*arguments: Any, **keywords: Any) -> Any:
        try:
            note(sys._getframe(1), arguments)
        except Exception:
            pass  # an audit hook of the application's may forbid to look; it may still register
        return original(*arguments, **keywords)

    def note(caller: FrameType, arguments: tuple[Any, ...]) -> None:
        if ledger.active and ledger.frames.application(caller.f_code.co_filename) and not _asks_for_pid(arguments):
            ledger.registered.append(ledger.here(event, _named(arguments), caller))

    return register


def _asks_for_pid(arguments: tuple[Any, ...]) -> bool:
    """A handler that looks in which process it runs is made for the fork."""
    codes = [getattr(argument, "__code__", None) for argument in arguments]
    return any(code is not None and "getpid" in code.co_names for code in codes)


def _named(arguments: tuple[Any, ...]) -> str:
    function = next((argument for argument in arguments if callable(argument)), None)
    return getattr(function, "__qualname__", "") or ""
