"""What goes wrong under gunicorn is told with stage and line before gunicorn catches it; no worker's end is missed."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.probe.mastered import GUNICORN_MASTER_HOOKS, WSGI, Master, line

pytestmark = pytest.mark.real("gunicorn")


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """gunicorn with an application that opens nothing."""
    return Master(tmp_path, "gunicorn").write(app=WSGI)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("import nowhere  # <- here\n", "ModuleNotFoundError"),
        ("import sys\nsys.exit(0)  # <- here\n", "SystemExit"),
        ("import sys\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    sys.exit('no')  # <- here\n", "SystemExit"),
        ("raise RuntimeError('gunicorn catches this one')  # <- here\n", "RuntimeError"),
        ("def app(:  # <- here\n", "SyntaxError"),
    ],
)
def test_a_load_that_fails_is_told_once(master, text, kind):
    done = master.write(app=text).run("--preload")

    assert done.failures == [("load", kind, f"app.py:{line(text)}")]
    assert not done.record.master


def test_a_load_that_fails_in_the_workers(master):
    done = master.write(app="import nowhere\n").run()

    assert done.failures == [("load", "ModuleNotFoundError", "app.py:1")] * 2
    assert done.statuses == [3 << 8] * 2
    assert done.record.master
    assert done.run.late == ""


def test_a_name_that_the_module_does_not_have(master):
    done = master.write(app="other = 1\n").run("--preload")

    assert done.failures == [("load", "gunicorn.errors.AppImportError", "")]


@pytest.mark.parametrize("hook", GUNICORN_MASTER_HOOKS)
def test_a_hook_of_the_master_that_raises(master, hook):
    configuration = f"preload_app = True\ndef {hook}:\n    1 / 0\n"
    done = master.write(gunicorn_conf=configuration).run()

    assert done.failures == [(hook.partition("(")[0], "ZeroDivisionError", "gunicorn.conf.py:3")]
    assert done.reported == 0


@pytest.mark.parametrize(
    ("statement", "kind", "status"),
    [("1 / 0", "ZeroDivisionError", 3 << 8), ("sys.exit(0)", "SystemExit", 0), ("sys.exit(7)", "SystemExit", 7 << 8)],
)
@pytest.mark.parametrize("hook", ["post_fork(server, worker)", "post_worker_init(worker)"])
def test_a_hook_of_the_worker_that_ends_it(master, hook, statement, kind, status):
    configuration = f"import sys\ndef {hook}:\n    {statement}\n"
    done = master.write(gunicorn_conf=configuration).run("--preload")

    assert done.failures == [(hook.partition("(")[0], kind, "gunicorn.conf.py:3")] * 2
    assert done.statuses == [status] * 2
    assert {worker.stage for worker in done.record.workers.values()} == {hook.partition("(")[0]}
    assert done.reported == 0
    assert done.run.late == ""


@pytest.mark.parametrize(
    ("end", "status"),
    [("os.kill(os.getpid(), signal.SIGKILL)", int(signal.SIGKILL)), ("os._exit(9)", 9 << 8), ("os._exit(3)", 3 << 8)],
)
def test_a_worker_that_dies_without_a_word(master, end, status):
    configuration = f"import os, signal\ndef post_fork(server, worker):\n    {end}\n"
    done = master.write(gunicorn_conf=configuration).run("--preload")

    assert done.statuses == [status] * 2
    assert done.failures == []
    assert {worker.stage for worker in done.record.workers.values()} == {"post_fork"}
    assert done.run.late == ""


def test_a_hook_that_hangs(master):
    configuration = """
        import time
        def post_fork(server, worker):
            time.sleep(600)  # <- here
    """
    done = master.write(gunicorn_conf=configuration).run("--preload", timeout=1.0)

    assert done.run.late == "workers"
    assert f'gunicorn.conf.py", line {line(configuration)} in post_fork' in done.run.diagnosis


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("import os\nos.environ['FORKLINT_NOWHERE']\n", "KeyError", "gunicorn.conf.py:2"),
        ("import sys\nsys.exit(0)\n", "SystemExit", "gunicorn.conf.py:2"),
        ("workers = 'many'\n", "ValueError", ""),
        ("def post_fork(worker): ...\n", "TypeError", ""),
    ],
)
def test_a_configuration_that_fails(master, text, kind, place):
    done = master.write(gunicorn_conf=text).run("--preload")

    assert done.failures == [("the configuration", kind, place)]


def test_arguments_that_gunicorn_does_not_know(master):
    done = master.run("--no-such-option")

    assert done.failures == [("the configuration", "ValueError", "")]
    assert done.record.failures[0]["text"] == "gunicorn does not understand its arguments"


def test_a_worker_class_that_is_not_there(master):
    done = master.run("-k", "nowhere.Worker")

    ((stage, kind, _),) = done.failures
    assert (stage, kind) == ("gunicorn", "RuntimeError")


@pytest.mark.real("uvicorn", "uvicorn.workers")
def test_a_worker_that_fails_once_it_has_been_looked_at_has_been_looked_at(master):
    application = """
        async def app(scope, receive, send):
            await receive()
            await send({"type": "lifespan.startup.failed", "message": "no database"})
    """
    done = master.write(app=application).run("--preload", "-k", "uvicorn.workers.UvicornWorker")

    assert done.reported == 2
    assert done.failures == []
