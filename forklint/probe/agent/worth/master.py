"""The master that is measured, in three ways: it loads and forks, it freezes what it has too, or its workers load."""

from __future__ import annotations

import gc
import sys
from typing import Any

from _forklint_agent import entry

from .board import COLLECTED, MEASURED
from .crew import Crew
from .kept import Kept
from .memory import occupied
from .teller import Teller, leave
from .ways import FROZEN, LATE
from .worker import Load


def run(settings: dict[str, Any]) -> None:
    """Be that master, until the supervisor ends its workers."""
    sys.path[:0] = [folder for folder in settings["path"] if folder not in sys.path]
    teller = Teller(settings)
    teller.hello()
    stage = "load"
    try:
        began = Kept.now()
        load = _load_late(settings, teller) if settings["server"] == LATE else _loaded(settings, teller)
        seconds = Kept.now() - began
        stage = "fork"
        _prepare(settings["server"])
        _measure(Crew(settings["workers"], teller, load), teller, seconds)
    except BaseException as error:
        teller.fail(stage, error)
    leave()


def _prepare(way: str) -> None:
    """Right before the fork. What a preloading master collects meanwhile would look like its workers' doing."""
    if way != LATE:
        gc.disable()
    if way == FROZEN:
        gc.freeze()


def _measure(crew: Crew, teller: Teller, seconds: float) -> None:
    teller.master(seconds=seconds)
    crew.start()
    crew.take(MEASURED)
    teller.master(seconds=seconds, memory=occupied())
    crew.take(COLLECTED)
    crew.outlive()


def _loaded(settings: dict[str, Any], teller: Teller) -> Load:
    """The application is held by what a worker calls in place of loading it."""
    application = _load_late(settings, teller)()
    return lambda: application


def _load_late(settings: dict[str, Any], teller: Teller) -> Load:
    def load() -> Any:
        teller.stage("load", settings["entry"]["module"])
        return entry.load(teller)

    return load
