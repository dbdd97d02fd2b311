"""A real server under load: the master, its workers, and what they tell."""

from __future__ import annotations

import json

import psutil

from forklint.probe.housing import House
from forklint.stress.launching import GONE, READY, launch, ready_in, told_in
from forklint.stress.request import Contender

_LINES = 12
_ATTEMPTS = 3
"""Of each worker, after which no more is expected of it."""


class Server:
    """One contender of one round."""

    def __init__(self, contender: Contender, house: House) -> None:
        self.contender = contender
        self._house = house
        self._workers: frozenset[int] = frozenset()

    def start(self, workers: int) -> None:
        """Start it, without waiting. Raises CouldNotLook where its Python cannot be executed."""
        launch(self._house, self.contender, workers)

    def listen(self) -> None:
        """Take in what it prints, and whether it has ended; does not wait."""
        self._house.listen()

    @property
    def ended(self) -> bool:
        """Whether the master is gone."""
        return self._house.household.status is not None or not self._house.household.open

    def is_ready(self, workers: int) -> bool:
        """Whether so many workers have called all hooks."""
        return self._told() is not None and self._births().count(READY) >= workers

    def gives_up(self, workers: int) -> bool:
        """Whether its workers end while they load, again and again."""
        births = self._births()
        return READY not in births and births.count(GONE) >= _ATTEMPTS * workers

    def _births(self) -> bytes:
        path = ready_in(self._house)
        return path.read_bytes() if path.exists() else b""

    def begin(self) -> None:
        """From here on workers are missed that end."""
        self._workers = frozenset(self._children())

    def lost(self) -> int:
        """Workers that have ended since; where workers are replaced as a habit, nobody can tell."""
        told = self._told()
        return 0 if told and told["recycles"] else len(self._workers - set(self._children()))

    def _children(self) -> list[int]:
        """Of the master, and alive."""
        try:
            children = psutil.Process(self._house.household.master).children()
            return [child.pid for child in children if child.status() != psutil.STATUS_ZOMBIE]
        except psutil.Error:
            return []

    @property
    def port(self) -> int:
        """Of loopback, where it listens."""
        told = self._told()
        return int(told["port"]) if told else 0

    @property
    def preloads(self) -> bool:
        """Whether its master loads the application before it forks."""
        told = self._told()
        return bool(told and told["preloads"])

    def _told(self) -> dict[str, int] | None:
        try:
            told: dict[str, int] = json.loads(told_in(self._house).read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        return told

    def last_lines(self) -> list[str]:
        """Of what it printed; a server's own frames say little."""
        return self._house.output.last_lines(_LINES, libraries=False)

    def status(self) -> str:
        """How the master ended, in words."""
        status = self._house.household.status
        if status is None:
            return "its keeper was ended"
        return f"killed by signal {-status}" if status < 0 else f"exit status {status}"

    def leave(self) -> None:
        """Ask it to end by itself."""
        self._house.household.ask()
