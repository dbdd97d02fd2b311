"""What uWSGI itself imports and calls: what is raised there it prints, and goes on."""

from __future__ import annotations

import builtins
import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any

from _forklint_agent.servers.wording import in_words

from .factory import Factory
from .worker import is_first

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


class Imports:
    """Stands in for `__import__` while no Python code is being executed: then it is uWSGI that imports."""

    def __init__(self, agent: Agent, optional: frozenset[str], factories: dict[str, str]) -> None:
        self._agent = agent
        self._optional = optional
        """Modules and files without which uWSGI goes on."""
        self._factories = factories
        """Module -> the function in it that uWSGI calls."""
        self._original = builtins.__import__
        self._hook = sys.excepthook
        self._told: BaseException | None = None
        self._window = False
        self.failed = False
        """Whether something was raised without which uWSGI does not serve."""

    def hear(self, file: str) -> None:
        """From now on. `file` is what uWSGI executes without importing it: a window, if it is the application's."""
        builtins.__import__ = self._import
        sys.excepthook = self._printed
        self._window = self._agent.ledger.frames.application(file)
        if self._window:
            self._agent.ledger.enter(file)

    def finish(self) -> None:
        """The load is over."""
        self._end_file()
        if builtins.__import__ == self._import:
            builtins.__import__ = self._original
        if sys.excepthook == self._printed:
            sys.excepthook = self._hook

    def tell(self, error: BaseException, optional: bool = False) -> None:
        """What was raised; the first only, since the rest follows from it, and uWSGI tries again and again."""
        if error is self._told or self.failed or self._in_place_of_another():
            return
        self._told = error
        if optional and not isinstance(error, SystemExit):
            self._agent.gap(f"uWSGI goes on without a module: {in_words(error, self._agent.ledger.frames)}")
        else:
            self.failed = True
            self._agent.fail("load", error)

    def _import(self, name: str, *arguments: Any, **keywords: Any) -> Any:
        if sys._getframe().f_back is not None:
            return self._original(name, *arguments, **keywords)
        if name in sys.modules:
            self._known(name)
            return self._original(name, *arguments, **keywords)
        builtins.__import__ = self._original  # what the module imports costs nothing more
        try:
            found = self._original(name, *arguments, **keywords)
        except BaseException as error:
            self.tell(error, name in self._optional)
            raise
        finally:
            if builtins.__import__ is self._original:
                builtins.__import__ = self._import
        self._known(name)
        return found

    def _known(self, name: str) -> None:
        """uWSGI looks for its own module when it has executed its file, and for a module right before it calls it."""
        if name == "uwsgi":
            self._end_file()
        factory = self._factories.pop(name, "")
        if factory:
            Factory(self._agent, self, sys.modules[name], factory).stand_in()

    def _end_file(self) -> None:
        if self._window:
            self._window = False
            self._agent.ledger.leave()

    def _printed(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        """uWSGI prints what it catches."""
        self.tell(error.with_traceback(traceback), self._is_optional(traceback))
        self._hook(kind, error, traceback)

    def _in_place_of_another(self) -> bool:
        return os.getpid() != self._agent.master and not is_first()

    def _is_optional(self, traceback: TracebackType | None) -> bool:
        """A module that was given as a file."""
        outermost = traceback.tb_frame.f_code.co_filename if traceback is not None else ""
        return any(os.path.abspath(name) == os.path.abspath(outermost) for name in self._optional if "/" in name)
