"""Audit events become entries of the ledger. A hook cannot be removed again, so it costs a look-up for most events."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .endings import Endings
from .ledger import Ledger

_SOURCE = (".pyc", ".py", ".so")


def listen(ledger: Ledger, endings: Endings) -> None:
    """Hear from now on of what Python code opens, connects, starts, and of what may end the process."""
    last = endings.handlers()
    handlers = {**_handlers(ledger, endings), **last}

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        handler = handlers.get(event)
        if handler is not None and (ledger.active or event in last):
            try:
                handler(event, arguments)
            except Exception:
                pass  # what a hook raises would end the application's own call

    sys.addaudithook(hear)


Handler = Callable[[str, tuple[Any, ...]], None]


def _handlers(ledger: Ledger, endings: Endings) -> dict[str, Handler]:
    def socket(event: str, arguments: tuple[Any, ...]) -> None:
        ledger.socket(arguments[0], event, arguments[1] if event != "socket.__new__" else None)

    def seek(event: str, arguments: tuple[Any, ...]) -> None:
        ledger.sought = f"{arguments[0]}:{arguments[1]}"

    def file(event: str, arguments: tuple[Any, ...]) -> None:
        path = arguments[0]
        if not (isinstance(path, str) and path.endswith(_SOURCE)):
            ledger.file(path, event)

    def thread(event: str, arguments: tuple[Any, ...]) -> None:
        ledger.thread(arguments[0], event)

    def spawn(event: str, arguments: tuple[Any, ...]) -> None:
        ledger.spawn(event, _program(arguments))
        if event in ("os.fork", "os.forkpty"):
            endings.forks()

    def temporary(event: str, arguments: tuple[Any, ...]) -> None:
        ledger.made.append(ledger.here(event, str(arguments[0])))

    handlers: dict[str, Handler] = dict.fromkeys(("socket.__new__", "socket.connect", "socket.bind"), socket)
    handlers["socket.getaddrinfo"] = seek
    handlers.update(dict.fromkeys(("open", "sqlite3.connect"), file))
    handlers.update(dict.fromkeys(("_thread.start_new_thread", "_thread.start_joinable_thread"), thread))
    handlers.update(dict.fromkeys(("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"), spawn))
    handlers.update(dict.fromkeys(("tempfile.mkdtemp", "tempfile.mkstemp"), temporary))
    return handlers


def _program(arguments: tuple[Any, ...]) -> str:
    """The program's name alone: its arguments may hold secrets."""
    first = arguments[0] if arguments else ""
    if not first and len(arguments) > 1 and arguments[1]:
        first = arguments[1] if isinstance(arguments[1], str) else arguments[1][0]
    return str(first).split()[0] if first else ""
