"""Event loops of asyncio: open or closed, what they poll, and whether an inherited one wakes up for nothing."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from . import filenos, safe
from .asked import Settings

LOOP = "asyncio.events.AbstractEventLoop"
SELECTOR_LOOP = "asyncio.selector_events.BaseSelectorEventLoop"
MOST_WAKINGS = 5000
PAUSE = 0.005
"""Seconds to wait where events were kept from the application: they would be told again at once."""


def look(names: frozenset[str]) -> Callable[[Any], dict[str, Any]] | None:
    """Tells `loop` of event loops, and the descriptors of their selector and wake-up pipe."""
    if SELECTOR_LOOP in names:
        return _selector_loop
    return _other_loop if LOOP in names else None


def _selector_loop(made: Any) -> dict[str, Any]:
    selector = safe.attribute(made, "_selector")
    polled = filenos.numbers(selector)
    told: dict[str, Any] = {"loop": _state(made, polled[0] if polled else None)}
    numbers = polled + filenos.numbers(safe.attribute(made, "_ssock"), safe.attribute(made, "_csock"))
    return {**told, "descriptors": numbers} if numbers else told


def _state(made: Any, selector: int | None) -> dict[str, Any]:
    running = safe.attribute(made, "_thread_id")
    closed = safe.attribute(made, "_closed")
    return {"closed": closed is True, "running": type(running) is int, "selector": selector}


def _other_loop(made: Any) -> dict[str, Any]:
    """A loop in C (uvloop) is asked: its methods are no Python code."""
    return {"loop": {"closed": _asked(made, "is_closed"), "running": _asked(made, "is_running"), "selector": None}}


def _asked(made: Any, name: str) -> bool:
    method = safe.lookup(type(made), name)
    if not safe.name_of(type(method)).endswith(filenos.COMPILED):
        return False
    try:
        return method(made) is True
    except BaseException:
        return False


def busy(settings: Settings, path: str, seconds: float) -> int | None:
    """How often the selector of an inherited, idle loop returns while the loop runs for so long.

    Callbacks and tasks of the application that wait in the loop are put aside meanwhile, and events of its own
    descriptors are not handed to it. None where there is no such loop at this path, or it cannot be run.
    """
    from .find import at_paths

    for _, made in at_paths(settings, [path]):
        if _can_run(made):
            try:
                return _run(made, seconds)
            except BaseException:  # a loop that another thread took over, a selector that was closed
                return None
    return None


def _can_run(made: Any) -> bool:
    """Only loops of the standard library itself are run: a subclass may do anything in its methods."""
    if SELECTOR_LOOP not in safe.names(type(made)) or not safe.module_of(type(made)).startswith("asyncio."):
        return False
    told = _selector_loop(made)["loop"]
    return not told["closed"] and not told["running"] and told["selector"] is not None


def _run(loop: Any, seconds: float) -> int:
    selector, ready, scheduled = loop._selector, loop._ready, loop._scheduled
    counter = _Counter(loop, selector.select, loop._ssock.fileno())
    loop._ready, loop._scheduled = deque(), []
    selector.select = counter.select
    try:
        loop.call_later(seconds, loop.stop)
        loop.run_forever()
    finally:
        del selector.select
        loop._ready, loop._scheduled = ready, scheduled
    return counter.returns


class _Counter:
    """Stands before the selector: counts its returns and lets only the wake-up pipe through."""

    def __init__(self, loop: Any, select: Callable[..., Any], pipe: int) -> None:
        self.returns = 0
        self._loop, self._select, self._pipe = loop, select, pipe

    def select(self, timeout: float | None = None) -> list[Any]:
        told = self._select(timeout)
        own = [event for event in told if event[0].fd == self._pipe]
        if len(own) < len(told):
            time.sleep(PAUSE)
        else:
            self.returns += 1
        if self.returns >= MOST_WAKINGS:
            self._loop.stop()
        return own
