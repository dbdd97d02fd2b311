"""All servers of a round: started at the same time, listened to at the same time, ended together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from forklint.probe.housing import housed
from forklint.stress.request import Contender
from forklint.stress.server import Server

GRACE_SECONDS = 3.0
"""In which a server that was asked to leave may do so."""
_TICK = 0.02


@contextmanager
def started(contenders: Sequence[Contender], workers: int) -> Iterator[list[Server]]:
    """All of them, started; nothing of them is left afterwards, whatever happens in between."""
    with ExitStack() as stack:
        servers = [Server(contender, stack.enter_context(housed())) for contender in contenders]
        for server in servers:
            server.start(workers)
        yield servers
        _take_leave(servers)


def _take_leave(servers: Sequence[Server]) -> None:
    """So that servers end what they have opened; who does not in time is ended."""
    for server in servers:
        server.leave()
    wait(servers, GRACE_SECONDS, lambda: all(server.ended for server in servers))


def wait(servers: Sequence[Server], seconds: float, enough: Callable[[], bool]) -> bool:
    """Listen to all until it is enough; False where that did not come about in time."""
    until = time.monotonic() + seconds
    while not enough():
        if time.monotonic() > until:
            return False
        time.sleep(_TICK)
        for server in servers:
            server.listen()
    return True
