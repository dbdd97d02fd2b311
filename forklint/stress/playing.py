"""One round: servers started afresh, so that all that they inherited is untouched, and the same requests to all."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from forklint.errors import CouldNotLook
from forklint.model.stress import REFERENCE
from forklint.probe.failures import NAME_PYTHON
from forklint.probe.interpreter import objection
from forklint.stress.client import Exchange, send
from forklint.stress.request import Contender, Load
from forklint.stress.server import Server
from forklint.stress.together import started, wait

_CLOSER = "`forklint probe {}` looks closer: at which line, and what may help."
Progress = Callable[[int], None]
"""Hears how many requests have come to an end."""


@dataclass(frozen=True, slots=True)
class Played:
    """What one server did in one round."""

    name: str
    exchanges: tuple[Exchange, ...] = ()
    lost: int = 0
    """Workers that ended."""
    printed: tuple[str, ...] = ()
    """Its last lines."""
    failure: str = ""
    """Why it did not start."""
    preloads: bool = False


def play(
    contenders: Sequence[Contender], load: Load, workers: int, until: float, progress: Progress
) -> list[Played]:
    """Start all, send, count, end all.

    Raises CouldNotLook where the reference does not start.
    """
    with started(contenders, workers) as servers:
        failures = _failures(servers, workers)
        ready = [server for server in servers if not failures[server]]
        for server in ready:
            server.begin()
        sent = _sent(ready, load, until, progress)
        return [_played(server, sent.get(server, ()), failures[server]) for server in servers]


def _failures(servers: Sequence[Server], workers: int) -> dict[Server, str]:
    """Why each did not become ready; empty where it did."""
    seconds = max(server.contender.request.load_timeout for server in servers)
    wait(servers, seconds, lambda: all(_decided(server, workers) for server in servers))
    failures = {server: _failure(server, workers, seconds) for server in servers}
    for server, failure in failures.items():
        if failure and server.contender.name == REFERENCE:
            raise _unstarted(server, failure)
    return failures


def _unstarted(server: Server, failure: str) -> CouldNotLook:
    """Perhaps it is for the Python that was named."""
    request, lines = server.contender.request, last_lines(server.last_lines())
    if against := objection(request.python or sys.executable):
        return CouldNotLook(against, "\n".join([NAME_PYTHON, *lines]))
    hint = [_CLOSER.format(request.entry), *lines]
    return CouldNotLook(f"the reference did not start: {failure}", "\n".join(hint))


def _decided(server: Server, workers: int) -> bool:
    return server.ended or server.is_ready(workers) or server.gives_up(workers)


def _failure(server: Server, workers: int, seconds: float) -> str:
    if server.ended:
        return f"{server.contender.request.server} ended, {server.status()}"
    if server.gives_up(workers):
        return "its workers end while they load, again and again"
    return "" if server.is_ready(workers) else f"not all workers were ready within {seconds:g} s"


def last_lines(lines: Sequence[str]) -> list[str]:
    """What a server printed, for a hint."""
    return ["The last lines that it printed:", *(f"  {line}" for line in lines)] if lines else []


def _sent(
    servers: Sequence[Server], load: Load, until: float, progress: Progress
) -> dict[Server, tuple[Exchange, ...]]:
    """The same requests to all, at the same time."""
    with ExitStack() as stack:
        waiting = {server: _submitted(server, load, stack) for server in servers}
        everything = [future for futures in waiting.values() for future in futures]

        def done() -> bool:
            ended = sum(future.done() for future in everything)
            progress(ended)
            return ended == len(everything) or time.monotonic() > until

        wait(servers, float("inf"), done)
        return {server: tuple(one.result() for one in futures if one.done()) for server, futures in waiting.items()}


def _submitted(server: Server, load: Load, stack: ExitStack) -> list[Future[Exchange]]:
    """Threads that still wait when the time is up end with their server."""
    crew = ThreadPoolExecutor(load.concurrency, "forklint-stress")
    stack.callback(crew.shutdown, wait=False, cancel_futures=True)
    asks = (load.asks[number % len(load.asks)] for number in range(load.requests))
    port = server.port
    return [crew.submit(send, ask, port, load) for ask in asks]


def _played(server: Server, exchanges: tuple[Exchange, ...], failure: str) -> Played:
    return Played(
        name=server.contender.name,
        exchanges=exchanges,
        lost=0 if failure else server.lost(),
        printed=tuple(server.last_lines()),
        failure=failure,
        preloads=server.preloads,
    )
