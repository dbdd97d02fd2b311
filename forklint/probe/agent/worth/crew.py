"""The workers of one master: forked one after the other, then measured while all of them live."""

from __future__ import annotations

import os

from .board import LOADED, Board, turn
from .kept import Kept
from .teller import Teller, leave
from .worker import Load, work

_PATIENCE = 100
"""Turns until a worker is reported that has not said a word: in the usual case nothing is to be written meanwhile."""


class Crew:
    """In the master. What it takes to be one is made before the first fork and shared by all."""

    def __init__(self, size: int, teller: Teller, load: Load) -> None:
        self._teller, self._load = teller, load
        self._board = Board(size)
        self._workers = [0] * size

    def start(self) -> None:
        """Fork all; each boots alone, so that none waits for a processor that another one uses."""
        for number in range(len(self._workers)):
            began = Kept.now()
            worker = os.fork()
            if worker == 0:
                work(number, began, self._board, self._teller, self._load)
            self._workers[number] = worker
            self._await(number, LOADED)

    def take(self, step: int) -> None:
        """Have each take a step, one after the other."""
        for number in range(len(self._workers)):
            self._board.ask(number, step)
            self._await(number, step)

    def outlive(self) -> None:
        """Until the supervisor has ended them."""
        for number in range(len(self._workers)):
            while not self._is_dead(number):
                turn()

    def _await(self, number: int, step: int) -> None:
        """One that dies takes all with it: the others' figures would be those of another number of workers."""
        turns = 0
        while not self._board.has_done(number, step):
            turns += 1
            if turns == _PATIENCE:
                self._teller.forked(self._workers[number])
            if self._is_dead(number):
                leave()
            turn()

    def _is_dead(self, number: int) -> bool:
        worker = self._workers[number]
        try:
            ended, status = Kept.waitpid(worker, os.WNOHANG)
        except ChildProcessError:
            return _is_gone(worker)
        if ended:
            self._teller.ended(worker, status)
        return bool(ended)


def _is_gone(worker: int) -> bool:
    """For an application that waits for its children itself, or ignores their end."""
    try:
        Kept.kill(worker, 0)
    except ProcessLookupError:
        return True
    return False
