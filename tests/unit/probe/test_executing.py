"""What is being executed is each thread's own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from forklint.probe.agent.executing import Executing


def _elsewhere(step: Callable[[], object]) -> object:
    """What a step gives in another thread."""
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.append(step()))
    thread.start()
    thread.join()
    return given[0]


def test_windows_lie_one_inside_the_other():
    executing = Executing()
    executing.begin("shop.py")
    executing.begin("db.py")
    assert executing.innermost() == "db.py"
    executing.end()
    assert executing.innermost() == "shop.py"
    executing.end()
    assert executing.innermost() == ""


def test_a_window_is_no_other_threads():
    executing = Executing()
    executing.begin("shop.py")
    assert _elsewhere(executing.innermost) == ""


def test_beside_a_server_at_work_another_thread_finds_nothing_of_its_own():
    executing = Executing()
    assert executing.of_application()
    assert not _elsewhere(executing.of_application)
    executing.begin("hook")
    assert _elsewhere(executing.of_application)
