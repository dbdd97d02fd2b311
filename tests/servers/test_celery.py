"""Celery sends its signals in the processes that rules/servers/celery.toml says."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.knowledge.servers import servers
from tests.servers.traced import traced
from tests.services.fixtures import need_program

pytestmark = pytest.mark.real("celery")
HOOKS = {hook.name.split(".")[2]: hook for hook in servers()["celery"].hook}
UNSEEN = {"task_prerun", "task_postrun", "heartbeat_sent", "beat_init", "beat_embedded_init"}
"""They need a task, a broker that others hear, and Celery's clock."""


def test_each_signal_is_sent_in_the_process_that_the_rules_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGNALS", " ".join(HOOKS))
    options = ("--concurrency", "2", "--without-gossip", "--without-mingle", "--without-heartbeat")
    with traced("celery", tmp_path, need_program("celery"), "-A", "application", "worker", *options) as server:
        server.wait("worker_process_init", 2)
        server.wait("worker_ready")
        server.end()
        calls, master = server.calls, server.process.pid
    roles = [(call.name, "master" if call.pid == master else "worker") for call in calls]
    seen = {name: {role for called, role in roles if called == name} for name in HOOKS}
    assert {name for name, where in seen.items() if not where} == UNSEEN
    sent = [name for name in HOOKS if name not in UNSEEN]
    assert {name: seen[name] for name in sent} == {
        name: {HOOKS[name].process.replace("other", "master")} for name in sent
    }
    order = [call.name for call in calls if call.pid == master]
    at_start = [name for name in sent if HOOKS[name].process == "master" and HOOKS[name].when == "start"]
    assert [name for name in order if name in at_start] == at_start
    assert order.index(at_start[-1]) < order.index("before") < order.index("worker_ready")
    assert {call.name for call in calls if call.pid != master} >= {"after_in_child", "register_after_fork"}
