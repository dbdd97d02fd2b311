"""Celery's command, with the agent in the places that an application's load goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .forks import Forks
from .idle import never_consume
from .receivers import watch

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent
    from forklint.probe.agent.servers.once import Once


def command(agent: Agent, once: Once, forks: Forks) -> Any:
    """As Celery's console script makes it: https://github.com/celery/celery/blob/main/celery/__main__.py"""
    from celery import maybe_patch_concurrency

    maybe_patch_concurrency()
    _hear_of_application(agent, once)
    from celery.bin.celery import celery

    forks.install()
    watch(agent, once, forks)
    never_consume(forks)
    return celery


def _hear_of_application(agent: Agent, once: Once) -> None:
    """What the import raises is told by its own name: the command turns it into words."""
    from celery.app import utils

    original = utils.find_app
    depth = 0

    def find_app(*arguments: Any, **keywords: Any) -> Any:
        """Calls itself where a package may have its application in a module `celery`: that may fail."""
        nonlocal depth
        depth += 1
        try:
            agent.application = original(*arguments, **keywords)
        except BaseException as error:
            if depth == 1:
                once.fail("load", error)
            raise
        finally:
            depth -= 1
        return agent.application

    utils.find_app = find_app
