"""A probe leaves alone what the configured server uses, and keeps everything else as it was configured."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from forklint.model.deployment import Entry
from forklint.probe.agent.servers.gunicorn import arguments
from forklint.probe.drivers.installed import version_of
from forklint.probe.drivers.registry import DRIVERS
from forklint.probe.sorts import Sort
from tests.probe.mastered import WSGI, Master

real = pytest.mark.real("gunicorn")


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """gunicorn with an application that opens nothing."""
    return Master(tmp_path, "gunicorn").write(app=WSGI)


@real
def test_addresses_files_and_services_of_the_real_server_are_not_touched(master):
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.socket(type=socket.SOCK_DGRAM) as statsd:
        statsd.bind(("127.0.0.1", 0))
        port, listened = taken.getsockname()[1], statsd.getsockname()[1]
        configuration = f"""
            preload_app = daemon = reload = capture_output = True
            bind = ["127.0.0.1:{port}", "unix:{master.folder}/app.sock"]
            pidfile, errorlog, accesslog = ("{master.folder}/" + name for name in ("pid", "error.log", "access.log"))
            worker_tmp_dir = "{master.folder}"
            control_socket = "{master.folder}/app.ctl"
            statsd_host = "127.0.0.1:{listened}"
            workers, timeout = 7, 1
            certfile = keyfile = "/no/such/certificate.pem"
            def post_worker_init(worker):
                import os, time
                time.sleep(0.5)
                print("meanwhile", worker.reloader, sorted(os.listdir()), flush=True)
        """
        (master.folder / "app.sock").write_text("somebody else's")

        done = master.write(gunicorn_conf=configuration).run()

        statsd.setblocking(False)
        with pytest.raises(BlockingIOError):
            statsd.recv(1)
    assert done.failures == []
    assert done.reported == len(done.record.workers) == 2
    assert (master.folder / "app.sock").read_text() == "somebody else's"
    there = sorted({path.name for path in master.folder.iterdir()} - {"__pycache__"})
    assert there == ["app.py", "app.sock", "gunicorn.conf.py"]
    assert [said for said in done.run.output if "meanwhile" in said] == [f"meanwhile None {there}"] * 2
    assert not [said for said in done.run.output if "Control socket" in said]
    assert not [one for one in done.sharing.shared if one.nature.name.startswith(str(master.folder))]
    (listener,) = [one.nature.name for one in done.sharing.shared if one.nature.sort is Sort.LISTENER]
    assert listener.startswith("127.0.0.1:")
    assert listener != f"127.0.0.1:{port}"


@real
def test_everything_else_is_as_it_was_configured(master):
    configuration = """
        raw_env, chdir, worker_class, threads = ["FLAVOUR=vanilla"], "below", "gthread", 5
        def post_worker_init(worker):
            import os
            cfg = worker.cfg
            print(cfg.preload_app, cfg.threads, cfg.max_requests, type(worker).__name__, flush=True)
            print(os.environ["FLAVOUR"], os.path.basename(os.getcwd()), flush=True)
    """
    (master.folder / "below").mkdir()
    told = (("GUNICORN_CMD_ARGS", "--preload --threads 4"),)

    done = master.write(gunicorn_conf=configuration).run("--max-requests", "9", environment=told)

    assert done.run.output.count("True 4 9 ThreadWorker") == 2
    assert done.run.output.count("vanilla below") == 2


@real
def test_the_configuration_file_may_name_the_entry(master):
    configuration = "wsgi_app, preload_app = 'app:app', True\n"

    done = master.write(gunicorn_conf=configuration).run(entry=Entry(""))

    assert done.reported == 2
    assert f"{master.folder}/app.py" in done.record.master["modules"]


@real
def test_the_variables_of_another_gunicorn_are_not_ours(master):
    theirs = (("GUNICORN_PID", "1"), ("GUNICORN_FD", "3"), ("NOTIFY_SOCKET", f"{master.folder}/notify"))

    assert master.run("--preload", environment=theirs).reported == 2


@pytest.mark.real("gunicorn.dirty")
def test_workers_of_the_other_kind_are_a_gap(master):
    configuration = "preload_app, dirty_workers, dirty_apps = True, 1, ['app:app']\n"

    done = master.write(gunicorn_conf=configuration).run()

    assert done.reported == 2
    assert done.record.gaps == ["dirty workers are not started: what they share is not looked at"]


def test_the_entry_stands_before_the_options():
    asked = {
        "entry": {"module": "app", "text": "app:make('x')"},
        "configuration": "/etc/g.py",
        "arguments": ["--preload"],
    }

    assert arguments(asked) == ["app:make('x')", "-c", "/etc/g.py", "--preload"]
    assert arguments({**asked, "entry": {"module": "", "text": ""}, "configuration": ""}) == ["--preload"]


def test_the_version_of_another_interpreter():
    assert DRIVERS["gunicorn"].installed("/no/such/python") == ""
    assert version_of("pytest")(sys.executable) == pytest.__version__
    assert version_of("no-such-distribution-here")(sys.executable) == ""
