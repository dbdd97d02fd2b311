"""gunicorn's real arbiter under the agent's eyes: what is whose, and when it is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.check.masters import facts_for
from forklint.check.request import CheckRequest
from forklint.probe.probe import probe
from forklint.probe.sorts import Sort
from tests.probe.mastered import CONNECTED, GUNICORN_MASTER_HOOKS, WSGI, Master, line

pytestmark = pytest.mark.real("gunicorn")


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """gunicorn with an application that opens nothing."""
    return Master(tmp_path, "gunicorn").write(app=WSGI)


def test_what_the_application_opens_is_its_own(master):
    done = master.write(app=CONNECTED).run("--preload")

    assert [len(shared.workers) for shared in done.at("app.py:2")] == [2, 2]
    assert len(done.record.after_fork) == 2


@pytest.mark.parametrize("hook", GUNICORN_MASTER_HOOKS)
def test_what_a_hook_of_the_master_opens_is_the_configuration_files(master, hook):
    configuration = f"""
        import os, socket
        opened = []
        def {hook}:
            if not opened:
                opened.append(socket.socketpair())  # <- here
                opened.append(os.pipe())
    """
    done = master.write(gunicorn_conf=configuration).run("--preload")

    pair, pipe = done.at(f"gunicorn.conf.py:{line(configuration)}"), done.at("gunicorn.conf.py")
    assert [(one.nature.sort, len(one.workers)) for one in pair] == [(Sort.PAIR, 2)] * 2
    assert [(one.nature.sort, len(one.workers)) for one in pipe] == [(Sort.PIPE, 2)] * 2


def test_what_the_configuration_file_opens_is_its_own_wherever_it_lies(master, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("etc") / "served.py"
    elsewhere.write_text("import os, socket\npreload_app = True\npipe = os.pipe()\npair = socket.socketpair()\n")

    done = master.run(configuration=str(elsewhere))

    origins = [shared.told["origin"] for shared in done.sharing.shared]
    assert [origin["stack"][-1][:2] for origin in origins if origin["stack"]] == [[str(elsewhere), 4]] * 2
    assert [origin["window"] for origin in origins if not origin["stack"]].count(str(elsewhere)) == 2


@pytest.mark.parametrize("hook", ["post_fork(server, worker)", "post_worker_init(worker)"])
def test_a_worker_is_looked_at_after_its_hooks(master, hook):
    configuration = f"""
        preload_app = True
        def {hook}:
            import app
            for end in app.pair:
                end.close()
    """
    done = master.write(app=CONNECTED, gunicorn_conf=configuration).run()

    assert done.reported == 2
    assert [shared.workers for shared in done.at("app.py:2")] == [(), ()]


def test_a_hook_of_the_master_can_close_before_the_fork(master):
    configuration = """
        def pre_fork(server, worker):
            import app
            for end in app.pair:
                end.close()
    """
    done = master.write(app=CONNECTED, gunicorn_conf=configuration).run("--preload")

    assert done.reported == 2
    assert done.blamed == []


def test_a_second_load_finds_the_lines_of_hooks_that_open_without_an_event(master):
    configuration = """
        import os
        preload_app, opened = True, []
        def when_ready(server):
            opened.append(os.pipe())  # <- ready
        def pre_fork(server, worker):
            if len(opened) == 2:
                opened.append(os.pipe())  # <- fork
        opened.append(os.pipe())  # <- module
    """
    master.write(gunicorn_conf=configuration)

    result = probe(master.request(), facts_for(CheckRequest((str(master.folder),))))

    places = {(seen.place.path, seen.place.line) for seen in result.observations}
    assert places == {("gunicorn.conf.py", line(configuration, mark)) for mark in ("ready", "fork", "module")}
