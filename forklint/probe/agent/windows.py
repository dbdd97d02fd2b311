"""Every module's execution is a window of the ledger: what C code opens meanwhile is noticed at its end."""

from __future__ import annotations

import _thread
import atexit
import importlib.machinery
import signal
import sys
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

from .ledger import Ledger


def open_windows(ledger: Ledger) -> None:
    """Wrap the loaders' `exec_module`, and the registration of exit and signal handlers."""
    source = importlib.machinery.SourceFileLoader
    basics: Any = next(base for base in source.__mro__ if "exec_module" in vars(base))
    basics.exec_module = _window(ledger, basics.exec_module)
    extension: Any = importlib.machinery.ExtensionFileLoader
    extension.create_module = _window(ledger, extension.create_module)
    extension.exec_module = _window(ledger, extension.exec_module)
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


def _window(ledger: Ledger, original: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def exec_module(self: Any, module: Any) -> Any:
        if not ledger.active:
            return original(self, module)
        file = _file(self, module)
        if ledger.frames.application(file):
            ledger.imported.setdefault(file, ledger.frames.stack()[0])
        ledger.enter(file)
        try:
            return original(self, module)
        finally:
            ledger.leave()

    return exec_module


def _file(loader: Any, module: Any) -> str:
    if isinstance(module, ModuleType):
        return getattr(module.__spec__, "origin", None) or ""
    return getattr(loader, "path", "") or ""


def _registered(ledger: Ledger, original: Callable[..., Any], event: str) -> Callable[..., Any]:
    """Only what a line of the application registers itself: libraries register what they know how to undo."""

    def register(*arguments: Any, **keywords: Any) -> Any:
        caller = sys._getframe(1)
        if ledger.active and ledger.frames.application(caller.f_code.co_filename) and not _asks_for_pid(arguments):
            ledger.registered.append(ledger.here(event, _named(arguments), caller))
        return original(*arguments, **keywords)

    return register


def _asks_for_pid(arguments: tuple[Any, ...]) -> bool:
    """A handler that looks in which process it runs is made for the fork."""
    codes = [getattr(argument, "__code__", None) for argument in arguments]
    return any(code is not None and "getpid" in code.co_names for code in codes)


def _named(arguments: tuple[Any, ...]) -> str:
    function = next((argument for argument in arguments if callable(argument)), None)
    return getattr(function, "__qualname__", "") or ""
