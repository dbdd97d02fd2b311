"""The worker without its consumer: the pool lives and is looked after, and no message is ever asked for."""

from __future__ import annotations

import time
from typing import Any

from .forks import Forks

_SECONDS = 0.1
"""Between two looks at the children: the supervisor's copy of the pipe that would tell of an end keeps it silent."""


def never_consume(forks: Forks) -> None:
    """Also no queue is emptied, no file of revoked tasks is opened, no scheduler is started."""
    from celery.apps.worker import Worker
    from celery.worker import components
    from celery.worker.consumer import Consumer

    Consumer.start = lambda consumer: _idle(consumer, forks)
    Worker.purge_messages = _nothing
    components.StateDB.include_if = _never
    components.Beat.include_if = _never


def _idle(consumer: Any, forks: Forks) -> None:
    """Run the pool's own event handlers where it has any, and end as a worker does that is asked to."""
    from celery.worker import state

    turns = _turns(consumer, forks)
    while True:
        state.maybe_shutdown()
        next(turns)


def _turns(consumer: Any, forks: Forks) -> Any:
    hub = consumer.hub
    while hub is None:  # the pool has threads that look after it
        forks.look_for_ends()
        time.sleep(_SECONDS)
        yield
    hub.call_repeatedly(_SECONDS, forks.look_for_ends)
    consumer.controller.register_with_event_loop(hub)
    yield from hub.create_loop()


def _nothing(worker: Any) -> None:
    return None


def _never(step: Any, worker: Any) -> bool:
    return False
