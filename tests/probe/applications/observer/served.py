"""The application as a preloading master has it."""

from __future__ import annotations

import importlib
import signal
import sys
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

SECONDS = 4
"""How long a request may take."""
HANGS = "hangs"


class Hangs(BaseException):
    """The request took too long. No application catches this."""


class Anything:
    """Stands for gunicorn's server and worker objects."""

    def __getattr__(self, name: str) -> Any:
        return self

    def __call__(self, *arguments: object, **options: object) -> Any:
        return self


class Served:
    """An application that was loaded from the working directory, with the hooks of its `gunicorn.conf.py`."""

    def __init__(self, entry: str) -> None:
        sys.path.insert(0, str(Path.cwd()))
        self.hooks: dict[str, Any] = {}
        configuration = Path("gunicorn.conf.py")
        if configuration.exists():
            exec(compile(configuration.read_text(encoding="utf-8"), str(configuration), "exec"), self.hooks)
        module, _, attribute = entry.partition(":")
        found = getattr(importlib.import_module(module), attribute.removesuffix("()"))
        self.call = found() if attribute.endswith("()") else found

    def run(self, *names: str) -> None:
        """The hooks of these names."""
        for name in names:
            if name in self.hooks:
                self.hooks[name](*[Anything()] * self.hooks[name].__code__.co_argcount)

    def answer(self) -> str:
        """Status and body of the answer to `GET /`; `hangs` where there is none in time."""
        environ: dict[str, Any] = {}
        setup_testing_defaults(environ)
        statuses: list[str] = []
        signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            body = b"".join(self.call(environ, lambda status, headers, *_: statuses.append(status)))
        except Hangs:
            return HANGS
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return f"{statuses[0]}: {body.decode()}"


def _interrupt(number: int, frame: object) -> None:
    raise Hangs
