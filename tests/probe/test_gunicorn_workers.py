"""Workers of every class under gunicorn's real arbiter: all report, and a safe application is blamed for nothing."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from forklint.probe.sorts import Sort
from tests.probe.mastered import CONNECTED, WSGI, Master

ASGI = """
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        for answer in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{answer}.complete"})
"""

UVICORN = pytest.mark.real("uvicorn", "uvicorn.workers")

pytestmark = pytest.mark.real("gunicorn")


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """gunicorn with an application that opens nothing."""
    return Master(tmp_path, "gunicorn").write(app=WSGI)


@pytest.mark.parametrize(
    ("arguments", "application"),
    [
        pytest.param((), WSGI, id="sync"),
        pytest.param(("--threads", "3"), WSGI, id="threads"),
        pytest.param(("-k", "gthread"), WSGI, id="gthread"),
        pytest.param(("-k", "gevent"), WSGI, id="gevent", marks=pytest.mark.real("gevent")),
        pytest.param(("-k", "uvicorn.workers.UvicornWorker"), ASGI, id="uvicorn", marks=UVICORN),
        pytest.param(("-k", "asgi"), ASGI, id="asgi", marks=pytest.mark.real("gunicorn.workers.gasgi")),
    ],
)
def test_two_workers_of_each_class_report_and_nothing_is_blamed_on_a_safe_application(master, arguments, application):
    done = master.write(app=application).run("--preload", *arguments)

    assert done.reported == 2
    assert done.failures == []
    assert done.blamed == []
    assert {status for status in done.statuses if status is not None} <= {0, int(signal.SIGTERM)}
    assert [shared.nature.sort for shared in done.sharing.shared if shared.nature.sort is Sort.LISTENER]
    assert done.run.status is None  # the master served on until it was ended
    assert {path.name for path in master.folder.iterdir()} <= {"app.py", "__pycache__"}


def test_without_preloading_the_application_is_loaded_in_the_workers(master):
    done = master.write(app=CONNECTED).run()

    assert done.reported == 2
    assert done.blamed == []
    assert [note for note in done.record.notes if "preload_app is off" in note]
    assert {worker.seen["parent"] for worker in done.record.reported()} == {done.record.master_pid}


def test_a_child_of_the_application_that_ends_is_no_worker(master):
    started = f"import subprocess\nchild = subprocess.Popen(['true'])\n{WSGI}"
    configuration = "import time\ndef pre_fork(server, worker):\n    time.sleep(0.2)\n"

    done = master.write(app=started, gunicorn_conf=configuration).run("--preload")

    assert done.reported == 2
    assert done.statuses == [0, 0]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can change the user")
def test_workers_run_as_the_user_who_is_configured(master):
    configuration = """
        import tempfile
        preload_app, user, group = True, 65534, 65534
        def post_worker_init(worker):
            worker.temporary = tempfile.NamedTemporaryFile()
    """
    done = master.write(app=CONNECTED, gunicorn_conf=configuration).run()

    assert done.failures == []
    assert [len(shared.workers) for shared in done.at("app.py:2")] == [2, 2]
