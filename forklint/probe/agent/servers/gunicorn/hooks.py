"""The user's hooks are called as ever; around them the agent watches, and at the fork's two ends it looks."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from .teller import Teller

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_IN_MASTER = ("on_starting", "when_ready", "nworkers_changed", "pre_fork")
_IN_WORKER = ("post_fork", "post_worker_init")
LATE = (
    "preload_app is off: gunicorn loads the application in each worker; before the fork, only the configuration file "
    "and the hooks of the master are executed"
)

Hook = Callable[..., Any]


def _nothing(*arguments: Any) -> None:
    pass


class Hooks:
    """Wraps the hooks of one configuration."""

    def __init__(self, agent: Agent, teller: Teller) -> None:
        self._agent, self._teller = agent, teller
        self.configuration = ""
        """The configuration file, where one is read: what sets a hook that is a library's function."""
        self._noted = False

    def install(self, cfg: Any) -> None:
        """Put a wrapper in the place of each hook that runs before all is seen."""
        for name in (*_IN_MASTER, *_IN_WORKER):
            setting = cfg.settings[name]
            setting.value = self._watched(name, setting.value)
        self._around(cfg, "pre_fork", after=self._before_fork)
        self._around(cfg, "post_fork", before=self._forked)
        self._around(cfg, "post_worker_init", after=self._ready)

    def _watched(self, name: str, hook: Hook) -> Hook:
        if str(getattr(hook, "__module__", "")).partition(".")[0] == "gunicorn":
            return hook  # a default that does nothing

        def call(*arguments: Any) -> Any:
            file = self._file(hook)
            self._agent.stage(name, file)
            with self._teller.during(name), self._window(file):
                returned = hook(*arguments)
            self._agent.stage("start")
            return returned

        return functools.update_wrapper(call, hook)

    def _around(self, cfg: Any, name: str, before: Hook = _nothing, after: Hook = _nothing) -> None:
        setting = cfg.settings[name]
        hook = setting.value

        def call(*arguments: Any) -> None:
            before()
            hook(*arguments)
            after(*arguments)

        setting.value = call

    def _before_fork(self, server: Any, worker: Any) -> None:
        if not (self._noted or server.cfg.preload_app):
            self._agent.wire.send("note", text=LATE)
        self._noted = True
        self._agent.fork_is_next()

    def _forked(self) -> None:
        """What a worker opens has no need of a line; gevent's patches open thousands of files."""
        self._agent.ledger.active = False

    def _ready(self, worker: Any) -> None:
        self._agent.worker()
        self._teller.quiet = True

    @contextlib.contextmanager
    def _window(self, file: str) -> Iterator[None]:
        """In the master everything is counted at both ends: gunicorn opens and closes in between what has no line."""
        if os.getpid() != self._agent.master:
            yield
            return
        self._agent.ledger.explain()
        with self._agent.window(file):
            try:
                yield
            finally:
                self._agent.ledger.explain()

    def _file(self, hook: Hook) -> str:
        """The application's file that a hook is written in, or that sets it."""
        function: Any = getattr(hook, "func", hook)
        function = getattr(function, "__func__", function)
        code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
        file = getattr(code, "co_filename", "")
        return file if self._agent.ledger.frames.application(file) else self.configuration
