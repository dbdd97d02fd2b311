"""From the command line to the first fork: the application is found, its tasks are imported, signals are sent."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .forks import Forks
from .idle import never_consume
from .receivers import watch

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


class Loading:
    """Puts the agent into Celery's own modules before its command is made."""

    def __init__(self, agent: Agent, load: contextlib.ExitStack) -> None:
        self._agent = agent
        self._load = load
        self._depth = 0

    def command(self) -> Any:
        """Celery's command, as its console script has it: https://github.com/celery/celery/blob/main/celery/__main__.py"""
        from celery import maybe_patch_concurrency

        maybe_patch_concurrency()
        self._hear_of_application()
        from celery.bin.celery import celery

        forks = Forks(self._agent, self._load)
        forks.install()
        watch(self._agent, forks)
        never_consume(forks)
        return celery

    def _hear_of_application(self) -> None:
        """What the import raises is told by its own name: the command turns it into words."""
        from celery.app import utils

        original = utils.find_app

        def find_app(*arguments: Any, **keywords: Any) -> Any:
            return self._found(original, *arguments, **keywords)

        utils.find_app = find_app

    def _found(self, original: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
        """It calls itself where a package may have its application in a module `celery`: that may fail."""
        self._depth += 1
        try:
            return original(*arguments, **keywords)
        except BaseException as error:
            if self._depth == 1:
                self._agent.fail("load", error)
            raise
        finally:
            self._depth -= 1
