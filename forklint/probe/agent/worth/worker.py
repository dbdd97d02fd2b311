"""A worker: it comes to where it could serve, and says how long that took and what memory it has."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from typing import Any

from .board import COLLECTED, LOADED, MEASURED, Board, turn
from .kept import Kept
from .memory import occupied
from .teller import Teller, leave

Load = Callable[[], Any]


def work(number: int, began: float, board: Board, teller: Teller, load: Load) -> None:
    """Be a worker; never returns. `began` is the master's clock right before the fork; `load` may have nothing to do.

    At its end nothing of the application is executed: other workers are being measured.
    """
    stage = "load"
    try:
        application = load()
        stage = "a worker"
        boot = Kept.now() - began
        _be_measured(number, boot, board, teller)
        _idle(application)
    except BaseException as error:
        teller.fail(stage, error)
    leave()


def _be_measured(number: int, boot: float, board: Board, teller: Teller) -> None:
    master = Kept.getppid()
    gc.disable()  # the one collection that is measured is the one that is asked for
    _let_a_signal_end()
    board.done(number, LOADED)
    _wait(board, number, MEASURED, master)
    ready = occupied()
    teller.stage("garbage collection")
    board.done(number, MEASURED)
    _wait(board, number, COLLECTED, master)
    Kept.collect()
    teller.worker(boot=boot, ready=ready, collected=occupied())
    board.done(number, COLLECTED)


def _wait(board: Board, number: int, step: int, master: int) -> None:
    """Should the master be gone, nobody will ask."""
    while not board.asked(number, step):
        if Kept.getppid() != master:
            leave()
        turn()


def _idle(application: Any) -> None:
    """Hold what was loaded until the supervisor ends this process."""
    master = Kept.getppid()
    while Kept.getppid() == master:
        turn()


def _let_a_signal_end() -> None:
    """Whatever the application has done with it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
