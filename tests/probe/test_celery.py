"""Celery's real prefork pool under the agent's eyes: what is whose, what the signals do, and that no task is taken."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forklint.check.masters import facts_for
from forklint.check.request import CheckRequest
from forklint.model.probe import ProbeResult
from forklint.probe.agent.servers.celery.arguments import command_line
from forklint.probe.probe import probe
from tests.probe.mastered import Master, line
from tests.probe.peer import listening, nothing_left, refusing

APP = 'from celery import Celery, signals\napp = Celery("app", broker="redis://127.0.0.1:1/0", backend="rpc://")\n'
CONNECTS = "import socket\n{name} = socket.create_connection(('127.0.0.1', {port}))  # <- {name}\n"
real = pytest.mark.real("celery")


@pytest.fixture
def port() -> Iterator[int]:
    """Where applications connect to."""
    with listening() as number:
        yield number


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """A worker of an application that opens nothing."""
    return Master(tmp_path, "celery").write(app=APP)


def looked(master: Master) -> ProbeResult:
    """The whole probe."""
    return probe(master.request(), facts_for(CheckRequest((str(master.folder),))))


@real
def test_what_the_application_and_its_task_modules_open_is_in_every_worker(master, port):
    application = APP + "app.conf.include = ['tasks']\n" + CONNECTS.format(name="one", port=port)
    tasks = "from app import app\n" + CONNECTS.format(name="two", port=port)
    done = master.write(app=application, tasks=tasks).run()

    places = [f"app.py:{line(application, 'one')}", f"tasks.py:{line(tasks, 'two')}"]
    assert [[len(shared.workers) for shared in done.at(place)] for place in places] == [[2], [2]]
    assert sorted(done.blamed) == places
    assert done.statuses == [signal.SIGTERM] * 2


@real
def test_what_worker_process_init_closes_is_harmless(master, port):
    application = (
        APP
        + CONNECTS.format(name="kept", port=port)
        + CONNECTS.format(name="closed", port=port)
        + ("@signals.worker_process_init.connect\ndef close(**named):\n    closed.close()\n")
    )
    result = looked(master.write(app=application))

    assert [seen.place.line for seen in result.observations] == [line(application, "kept")]
    assert [seen.place.line for seen in result.harmless] == [line(application, "closed")]
    assert (result.looked.server, result.looked.workers, result.gaps) == ("celery", 2, ())


@real
def test_a_thread_is_lost(master):
    application = APP + (
        "import threading\nthread = threading.Thread(target=threading.Event().wait, daemon=True)\n"
        "thread.start()  # <- here\n"
    )
    result = looked(master.write(app=application))

    assert [(seen.type_name, seen.place.line) for seen in result.observations] == [
        ("threading.Thread", line(application))
    ]


@real
@pytest.mark.parametrize("broker", ["redis://127.0.0.1:1/0", "amqp://127.0.0.1:1//", "memory://"])
def test_nothing_of_celerys_own_is_blamed_on_a_safe_application(master, broker):
    """Redis and RabbitMQ have the pool run in an event loop, the memory broker in threads."""
    done = master.write(app=f'from celery import Celery\napp = Celery(broker="{broker}")\n').run()
    result = looked(master)

    assert done.blamed == []
    assert (done.reported, done.record.failures, done.record.gaps) == (2, [], [])
    assert (result.observations, result.gaps) == ((), ())


@real
def test_the_worker_is_celerys_though_the_application_refers_to_it(master):
    application = APP + "@signals.worker_init.connect\ndef keep(sender, **named):\n    app.worker = sender\n"
    result = looked(master.write(app=application))

    assert (result.observations, result.gaps) == ((), ())


@real
def test_a_broker_that_refuses_is_not_needed(master):
    broker = f"amqp://127.0.0.1:{refusing()}//"
    done = master.write(app=f'from celery import Celery\napp = Celery(broker="{broker}")\n').run()

    assert done.reported == 2
    assert any("no broker was asked for" in note for note in done.record.notes)


@real
def test_no_task_is_taken_from_a_broker_that_is_there_and_no_queue_is_emptied(master, tmp_path):
    queue = tmp_path / "queue"
    queue.mkdir()
    application = f"""
        from celery import Celery
        app = Celery(broker="filesystem://")
        app.conf.broker_transport_options = dict(data_folder_in={str(queue)!r}, data_folder_out={str(queue)!r})

        @app.task
        def touch():
            open({str(tmp_path / "touched")!r}, "w").close()
    """
    master.write(app=application, put="from app import touch\ntouch.delay()\n")
    master.python("put.py")
    waiting = sorted(path.name for path in queue.iterdir())

    done = master.run("--purge", "--beat")

    assert waiting
    assert sorted(path.name for path in queue.iterdir()) == waiting
    assert not (tmp_path / "touched").exists()
    assert (done.reported, "--purge, --beat" in "".join(done.record.notes)) == (2, True)


@real
@pytest.mark.parametrize("name", ["celeryd_init", "worker_init", "celeryd_after_setup"])
def test_what_a_signal_in_the_master_opens_is_its_functions(master, name):
    application = APP + (
        f"import os, socket\n@signals.{name}.connect(weak=False)\ndef opens(**named):\n"
        "    app.pair = socket.socketpair()  # <- here\n    app.pipe = os.pipe()\n"
    )
    done = master.write(app=application).run()

    assert [len(shared.workers) for shared in done.at(f"app.py:{line(application)}")] == [2, 2]
    assert [shared.nature.sort.value for shared in done.at("app.py")] == ["pipe", "pipe"]


@real
@pytest.mark.parametrize(
    ("files", "kind", "place"),
    [
        ({"app": "import nowhere\n"}, "ModuleNotFoundError", "app.py:1"),
        ({"app": "import sys\nsys.exit(3)\n"}, "SystemExit", "app.py:2"),
        ({"app": "x = 1\n"}, "ModuleNotFoundError", ""),
        ({"app": APP + "app.conf.include = ['tasks']\n", "tasks": "1 / 0\n"}, "ZeroDivisionError", "tasks.py:1"),
    ],
)
def test_a_load_that_fails_is_told_once(master, files, kind, place):
    done = master.write(**files).run()

    assert done.failures == [("load", kind, place)]
    assert not done.record.master


@real
def test_a_function_that_fails_in_a_worker_is_a_gap_since_celery_goes_on(master):
    application = APP + "@signals.worker_process_init.connect\ndef fails(**named):\n    1 / 0  # <- here\n"
    result = looked(master.write(app=application))

    assert [gap.what.endswith(f"(app.py:{line(application)})") for gap in result.gaps] == [True]
    assert "worker_process_init" in result.gaps[0].what


@real
def test_a_function_that_ends_the_worker(master):
    application = APP + "import os\n@signals.worker_process_init.connect\ndef ends(**named):\n    os._exit(9)\n"
    done = master.write(app=application).run()

    assert (done.reported, done.statuses, done.run.late) == (0, [9 << 8] * 2, "")
    assert {worker.stage for worker in done.record.workers.values()} == {"worker_process_init"}


@real
def test_a_function_that_leaves_the_worker_is_told(master):
    application = APP + "import sys\n@signals.worker_process_init.connect\ndef leaves(**named):\n    sys.exit(9)\n"
    done = master.write(app=application).run()

    assert done.failures == [("worker_process_init", "SystemExit", "app.py:6")] * 2
    assert done.statuses == [9 << 8] * 2


@real
def test_a_function_that_hangs_is_found(master):
    application = APP + (
        "import time\n@signals.worker_process_init.connect\ndef hangs(**named):\n    time.sleep(60)  # <- here\n"
    )
    done = master.write(app=application).run(timeout=2)

    assert (done.reported, done.run.late) == (0, "workers")
    assert f'"{master.folder / "app.py"}", line {line(application)} in hangs' in done.run.diagnosis


@real
@pytest.mark.parametrize("arguments", [("-P", "solo"), ("--pool", "threads"), ("--pool-start-method", "spawn")])
def test_a_pool_that_forks_nothing_is_said(master, arguments):
    done = master.run(*arguments)

    assert [stage for stage, _, _ in done.failures] == ["the start of the worker"]
    assert "nothing is forked" in done.record.failures[0]["text"]
    assert not done.record.master


@real
@pytest.mark.parametrize("text", [APP, "import nowhere\n", APP + "import time\ntime.sleep(60)\n"])
def test_nothing_is_left(master, text, tmp_path, monkeypatch):
    master.write(app=text)
    with nothing_left(tmp_path, monkeypatch):
        master.run("--pidfile", "worker.pid", "--logfile", "worker.log", "--statedb", "state.db", load_timeout=3)


@pytest.mark.parametrize(
    ("given", "words", "left_out"),
    [
        ([], ["-A", "app:app", "worker"], []),
        (["-l", "info", "-Q", "mail"], ["-A", "app:app", "worker", "-l", "info", "-Q", "mail"], []),
        (["celery", "-A", "other", "worker", "-E"], ["-A", "other", "worker", "-E"], []),
        (["-Q", "worker"], ["-A", "app:app", "worker", "-Q", "worker"], []),
        (["-q", "worker", "-E"], ["-A", "app:app", "-q", "worker", "-E"], []),
        (["-b", "redis://", "worker"], ["-A", "app:app", "-b", "redis://", "worker"], []),
        (["-B", "-f", "x", "--uid=1", "-E"], ["-A", "app:app", "worker", "-E"], ["-B", "-f", "--uid"]),
        (["-fx.log", "--autoscale", "9,3"], ["-A", "app:app", "worker"], ["-f", "--autoscale"]),
    ],
)
def test_the_command_line(given, words, left_out):
    assert command_line(settings(given)) == ([*words, "--concurrency", "2"], left_out)


def test_celery_has_no_factories():
    with pytest.raises(ValueError, match="app:create"):
        command_line(settings([], calls=True))


def settings(arguments: list[str], calls: bool = False) -> dict[str, Any]:
    """As the supervisor passes them."""
    text = "app:create()" if calls else "app:app"
    return {"arguments": arguments, "workers": 2, "entry": {"calls": calls, "text": text}}
