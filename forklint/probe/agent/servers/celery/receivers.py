"""The functions that an application connects to Celery's signals, each seen by itself."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from _forklint_agent.servers.wording import in_words

from .forks import Forks

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent
    from forklint.probe.agent.servers.once import Once

Receiver = Callable[..., Any]


def watch(agent: Agent, once: Once, forks: Forks) -> None:
    """From now on, what a receiver opens is its own, and what it raises is known: Celery writes it to its log only."""
    from celery.utils.dispatch.signal import Signal

    original = Signal._live_receivers

    def live(signal: Any, sender: Any) -> list[Receiver]:
        receivers: list[Receiver] = original(signal, sender)
        if not forks.watching:
            return receivers
        return [_watched(agent, once, str(signal.name), receiver) for receiver in receivers]

    Signal._live_receivers = live


def _watched(agent: Agent, once: Once, name: str, receiver: Receiver) -> Receiver:
    file = _file(receiver)
    if not agent.ledger.frames.application(file):
        return receiver

    @functools.wraps(receiver)
    def call(*arguments: Any, **keywords: Any) -> Any:
        agent.stage(name, file)
        try:
            returned = _called(agent, file, receiver, *arguments, **keywords)
        except Exception as error:
            why = in_words(error, agent.ledger.frames)
            agent.gap(f"a function connected to {name} fails, and Celery goes on: {why}")
            raise
        except BaseException as error:
            once.fail(name, error)
            raise
        agent.stage("start")
        return returned

    return call


def _called(agent: Agent, file: str, receiver: Receiver, *arguments: Any, **keywords: Any) -> Any:
    """In the master, everything is counted at both ends: Celery opens and closes in between what has no line."""
    if os.getpid() != agent.master:
        return receiver(*arguments, **keywords)
    agent.ledger.explain()
    with agent.window(file):
        try:
            return receiver(*arguments, **keywords)
        finally:
            agent.ledger.explain()


def _file(receiver: Receiver) -> str:
    function: Any = getattr(receiver, "func", receiver)
    function = getattr(function, "__func__", function)
    code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
    return getattr(code, "co_filename", "") or ""
