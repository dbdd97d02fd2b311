"""Inside uWSGI's master, and in the workers that it forks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .command import READY
from .fork import before_forks
from .imports import Imports
from .worker import NOTHING, Worker, applications

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

LATE = "lazy-apps: uWSGI loads the application in each worker; before the fork, only shared modules are imported"
_IMPORTS = ("import", "pyimport", "py-import", "python-import")
_SHARED = ("shared-import", "shared-pyimport", "shared-py-import", "shared-python-import")
_FILES = ("wsgi-file", "file")
_LAZY = ("lazy", "lazy-apps", "lazy-app")


class Master:
    """From the first module that uWSGI imports to its first fork."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._options = _options()
        self._imports = Imports(agent, frozenset(self._values(*_IMPORTS, *_SHARED)), dict(self._factories()))
        self._worker = Worker(agent, self._imports, self.lazy)

    @property
    def lazy(self) -> bool:
        """Whether uWSGI loads the application in its workers."""
        return any(value not in ("false", "off", "no", "0") for value in self._values(*_LAZY))

    def begin(self) -> None:
        """The baseline; then uWSGI goes on with what it has to import."""
        import uwsgi

        inside = self._agent.settings["inside"]
        os.environ.update(inside["variables"])
        self._agent.baseline()
        if inside["python"] != list(sys.version_info[:2]):
            self._agent.wire.send("note", text=f"this uWSGI has Python {sys.version.split()[0]} in it")
        try:
            before_forks(self._before_fork)
        except (ImportError, OSError) as error:
            self._agent.fail("the look at uWSGI's fork", error)
            os._exit(1)
        uwsgi.register_rpc(READY, self._worker.ready)
        self._agent.stage("load", self._agent.settings["entry"]["text"])
        self._agent.ledger.enter("")
        files = [] if self.lazy else self._values(*_FILES)
        self._imports.hear(next(map(os.path.abspath, files), ""))

    def _before_fork(self) -> None:
        """In the master, right before each fork; what is raised in here would be lost."""
        if os.getpid() != self._agent.master:
            return
        try:
            self._first()
            self._agent.fork_is_next()
        except Exception as error:
            self._agent.fail("the look at uWSGI's master", error)
            os._exit(1)

    def _first(self) -> None:
        if self._worker.installed:
            return
        if self.lazy:
            self._agent.wire.send("note", text=LATE)
        else:
            self._imports.finish()
            self._require_application()
        self._agent.ledger.leave()
        self._worker.install()

    def _require_application(self) -> None:
        """uWSGI without `need-app` would serve nothing, and say so in its log."""
        count = applications()
        if not count:
            self._imports.tell(LookupError(NOTHING))
            os._exit(1)
        if count > 1 and not self._values("single-interpreter"):
            text = f"uWSGI has {count} applications, each but the first in an interpreter of its own: not followed"
            self._agent.gap(text)

    def _factories(self) -> Iterator[tuple[str, str]]:
        """Modules that are told to have a factory, which is spelt with its parentheses."""
        for value in self._values("module", "wsgi"):
            module, _, named = value.partition(":")
            name = named or next(iter(self._values("callable")), "")
            if name.endswith("()"):
                yield module, name[:-2]

    def _values(self, *names: str) -> list[str]:
        return [value for name in names for value in self._options.get(name, ())]


def _options() -> dict[str, list[str]]:
    """The options that uWSGI has understood, each with its values."""
    import uwsgi

    return {_text(name): [_text(one) for one in _listed(value)] for name, value in uwsgi.opt.items()}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
