"""Who calls a hook: its own server, any server that is not known, and handlers of the fork by the fork alone."""

from __future__ import annotations

import pytest

from forklint.knowledge.servers import configuration_hooks, registering_hooks, runs

POSTFORK = "uwsgidecorators.postfork"
SIGNAL = "celery.signals.worker_process_init.connect"
AT_FORK = "os.register_at_fork"
AFTER_FORK = "multiprocessing.util.register_after_fork"


@pytest.mark.parametrize(
    ("name", "callers"),
    [
        (POSTFORK, {"uwsgi", ""}),
        (SIGNAL, {"celery", ""}),
        ("post_fork", {"gunicorn", ""}),
        (AT_FORK, {"gunicorn", "celery", ""}),
        (AFTER_FORK, {"celery"}),
    ],
)
def test_a_hook_is_called_by_its_own_server(name: str, callers: set[str]) -> None:
    assert {server for server in ("gunicorn", "uwsgi", "celery", "") if runs(server, name)} == callers


def test_an_option_makes_the_fork_call_its_handlers() -> None:
    assert runs("uwsgi", AT_FORK, ("register_at_fork",))
    assert not runs("uwsgi", AFTER_FORK, ("register_at_fork",))


def test_only_what_each_worker_calls_at_its_start_repairs() -> None:
    assert {name for name, hook in configuration_hooks("gunicorn").items() if hook.repairs} == {
        "post_fork", "post_worker_init"
    }
    assert {POSTFORK, SIGNAL} <= {name for name, hook in registering_hooks().items() if hook.repairs}
    assert not registering_hooks()["uwsgi.atexit"].repairs
