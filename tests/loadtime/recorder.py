"""Run by the oracle in a process of its own: imports each folder's `main` in a fork and says which code was executed.

Standard library only. Prints one JSON object per folder and line: `calls`, as [path, first line, name] in order of
the first call, and `error`, the traceback of an import that failed.
"""

from __future__ import annotations

# What many cases import, so that not every fork has to do it.
import asyncio  # noqa: F401
import concurrent.futures.thread  # noqa: F401
import dataclasses  # noqa: F401
import enum  # noqa: F401
import functools  # noqa: F401
import importlib
import inspect
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Any

Trace = Callable[[FrameType, str, Any], Any]
SUSPENDS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
SECONDS = 20
"""A case that takes longer is killed."""


def record(folder: str) -> dict[str, object]:
    """Import `main` and collect the code objects of the folder that are executed meanwhile, in all threads."""
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    prefix = folder.rstrip(os.sep) + os.sep
    calls: dict[tuple[str, int, str], None] = {}

    def note(frame: FrameType) -> None:
        code = frame.f_code
        path = code.co_filename[len(prefix) :].replace(os.sep, "/")
        calls.setdefault((path, code.co_firstlineno, code.co_name))

    def trace(frame: FrameType, event: str, argument: object) -> Trace | None:
        if not frame.f_code.co_filename.startswith(prefix):
            return None
        if frame.f_code.co_flags & SUSPENDS:
            return first_line
        note(frame)
        return None

    # CPython 3.11 reports a call when it closes a generator that was never started.
    def first_line(frame: FrameType, event: str, argument: object) -> Trace | None:
        if event != "line":
            return first_line
        note(frame)
        return None

    error = ""
    threading.settrace(trace)
    sys.settrace(trace)
    try:
        importlib.import_module("main")
    except BaseException:
        error = traceback.format_exc()
    finally:
        sys.settrace(None)
        threading.settrace(None)
    return {"calls": list(calls), "error": error}


def record_in_fork(folder: str) -> str:
    """The record of one folder as JSON, from a child that is not allowed to disturb the next one."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.alarm(SECONDS)
        os.close(reading)
        os.dup2(2, 1)
        os.write(writing, json.dumps(record(folder)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        text = answer.read()
    _, status = os.waitpid(pid, 0)
    return text or json.dumps({"calls": [], "error": f"ended with status {status}"})


if __name__ == "__main__":
    for path in sys.stdin.read().splitlines():
        print(record_in_fork(path), flush=True)
