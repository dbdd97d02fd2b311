"""What went wrong, told once: gunicorn catches most exceptions, prints them, and leaves through `sys.exit`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


class Teller:
    """Tells the supervisor of exceptions; each process goes on with its own copy."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._known: BaseException | None = None
        self.quiet = False
        """True in a worker that has said all: what comes later is its end, not a reason not to have looked."""

    @contextlib.contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Tell what is raised meanwhile, and let it take its way."""
        try:
            yield
        except BaseException as error:
            self.tell(stage, error)
            raise

    def tell(self, stage: str, error: BaseException) -> None:
        """Tell an exception, unless it has been told or is how gunicorn ends well."""
        cause = cause_of(error)
        if not (self.quiet or cause is self._known or _ends_well(cause)):
            self._agent.fail(stage, _in_words(cause))
        self._known = cause

    def known(self, error: BaseException) -> None:
        """Somebody else has told it."""
        self._known = cause_of(error)


def cause_of(error: BaseException) -> BaseException:
    """What gunicorn had caught when it left; an exit that the application asked for is left as it is."""
    while isinstance(error, SystemExit) and error.__context__ is not None and _is_of_gunicorn(error):
        if error.code in (0, None):
            break
        error = error.__context__
    return error


def _in_words(error: BaseException) -> BaseException:
    """The command line's parser has printed what it does not understand, and leaves with this status."""
    refused = isinstance(error, SystemExit) and error.code == 2 and _is_of_gunicorn(error)
    return ValueError("gunicorn does not understand its arguments") if refused else error


def _ends_well(error: BaseException) -> bool:
    return isinstance(error, SystemExit) and error.code in (0, None) and _is_of_gunicorn(error)


def _is_of_gunicorn(error: BaseException) -> bool:
    """Whether a line of gunicorn, or its command line's parser, raised it."""
    last: TracebackType | None = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    name = str(last.tb_frame.f_globals.get("__name__", "")) if last is not None else ""
    return name.partition(".")[0] in ("gunicorn", "argparse")
