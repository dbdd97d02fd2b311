"""uWSGI's real binary under the agent's eyes: what is whose, which repairs work there, and what it must not do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from forklint.check.masters import facts_for
from forklint.check.request import CheckRequest
from forklint.model.deployment import Entry
from forklint.model.probe import ProbeResult
from forklint.probe.drivers.uwsgi import installed
from forklint.probe.probe import probe
from tests.probe.mastered import WSGI, Master, line
from tests.probe.peer import listening, nothing_left
from tests.services.fixtures import absent

pytestmark = pytest.mark.real
THREADED = ("--enable-threads",)
HOOKS = ("--enable-threads", "--py-call-uwsgi-fork-hooks")
POSTFORK = "import uwsgidecorators\n@uwsgidecorators.postfork\ndef after():\n    "


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """uWSGI with an application that opens nothing."""
    if not installed(sys.executable):
        absent("uWSGI", "pip install -e '.[uwsgi]'")
    return Master(tmp_path, "uwsgi").write(app=WSGI)


@pytest.fixture
def port() -> Iterator[int]:
    """Where applications connect to."""
    with listening() as number:
        yield number


def connects(port: int, name: str = "here") -> str:
    """A line that is connected while it loads."""
    return f"import socket\n{name} = socket.create_connection(('127.0.0.1', {port}))  # <- {name}\n"


def looked(master: Master, *arguments: str) -> ProbeResult:
    """The whole probe."""
    request = master.request(arguments=arguments)
    return probe(request, facts_for(CheckRequest((str(master.folder),))))


@pytest.mark.parametrize("arguments", [(), THREADED, HOOKS, ("--threads", "2")])
def test_what_the_application_opens_is_in_every_worker(master, port, arguments):
    done = master.write(app=connects(port) + WSGI).run(*arguments)

    assert [len(shared.workers) for shared in done.at("app.py:2")] == [2]
    assert done.blamed == ["app.py:2"]
    assert [len(tasks) for tasks in done.record.after_fork] == [1, 1]


@pytest.mark.parametrize("arguments", [(), THREADED, HOOKS, ("--threads", "2"), ("--lazy-apps",)])
def test_nothing_of_uwsgis_own_is_blamed_on_a_safe_application(master, arguments):
    result = looked(master, *arguments)

    assert (result.observations, result.harmless, result.gaps) == ((), (), ())
    assert (result.looked.server, result.looked.workers) == ("uwsgi", 2)
    assert result.looked.version == installed(sys.executable)


def test_what_a_postfork_function_closes_is_harmless(master, port):
    application = connects(port, "kept") + connects(port, "closed") + POSTFORK + "closed.close()\n" + WSGI
    result = looked(master.write(app=application))

    assert [seen.place.line for seen in result.observations] == [line(application, "kept")]
    assert [seen.place.line for seen in result.harmless] == [line(application, "closed")]


@pytest.mark.parametrize(("arguments", "workers"), [((), 2), (THREADED, 2), (HOOKS, 0)])
def test_a_repair_by_at_fork_handlers_works_with_pythons_fork_hooks_only(master, port, arguments, workers):
    application = connects(port) + "import os\nos.register_at_fork(after_in_child=here.close)\n" + WSGI
    result = looked(master.write(app=application), *arguments)

    found, harmless = ([seen.place.line for seen in seen_] for seen_ in (result.observations, result.harmless))
    assert (found, harmless) == (([2], []) if workers else ([], [2]))


@pytest.mark.parametrize("arguments", [(), HOOKS])
def test_a_thread_is_lost_though_without_fork_hooks_python_thinks_it_lives(master, arguments):
    application = (
        "import threading\nthread = threading.Thread(target=threading.Event().wait, daemon=True)\n"
        "thread.start()  # <- here\n" + WSGI
    )
    result = looked(master.write(app=application), *arguments)

    assert [(seen.type_name, seen.place.line) for seen in result.observations] == [("threading.Thread", 3)]


def test_lazy_applications_share_nothing_and_that_is_noted(master, port):
    result = looked(master.write(app=connects(port) + WSGI), "--lazy-apps")

    assert result.observations == ()
    assert "lazy-apps" in "".join(result.notes)


def test_what_shared_modules_open_is_shared_by_lazy_applications_too(master, port):
    done = master.write(settings=connects(port)).run("--lazy-apps", "--shared-import", "settings")

    assert [len(shared.workers) for shared in done.at("settings.py:2")] == [2]


def test_a_factory_is_called_as_uwsgi_calls_it(master, port):
    application = (
        "import os, socket\ndef create():\n    global pair, pipe\n    pair = socket.socketpair()\n"
        f"    pipe = os.pipe()\n    return app\n{WSGI}"
    )
    done = master.write(app=application).run(entry=Entry("app", "create", calls=True))

    assert [len(shared.workers) for shared in done.at("app.py:4")] == [2, 2]
    assert [shared.nature.sort.value for shared in done.at("app.py")] == ["pipe", "pipe"]


def test_a_file_that_is_no_module_has_its_lines(master):
    served = f"import os, socket\npair = socket.socketpair()\npipe = os.pipe()\n{WSGI}application = app\n"
    done = master.write(served=served).run("--wsgi-file", "served.py")

    assert [len(shared.workers) for shared in done.at("served.py:2")] == [2, 2]
    assert [shared.nature.sort.value for shared in done.at("served.py")] == ["pipe", "pipe"]


def test_the_ini_file_is_obeyed_but_for_what_touches_others(master, port, tmp_path):
    master.write(app=connects(port) + WSGI, other=WSGI.replace("app(", "application("))
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "common.ini").write_text("[uwsgi]\nmodule = app:app\n[more]\nenable-threads = true\n")
    configuration = tmp_path / "conf" / "uwsgi.ini"
    configuration.write_text(
        "[uwsgi]\nchdir = %d/..\nini = %d/common.ini\ninclude = %d/common.ini:more\n"
        "processes = 7\nsocket = %d/uwsgi.sock\nhttp = 127.0.0.1:1\ndaemonize = %d/uwsgi.log\npidfile = %d/%n.pid\n"
        "exec-pre-app = touch %d/executed\nhook-asap = exec:touch %d/hooked\nspooler = %d\n"
    )
    done = master.run(configuration=str(configuration), entry=Entry("nothing"))

    assert [len(shared.workers) for shared in done.at("app.py:2")] == [2]
    assert sorted(path.name for path in (tmp_path / "conf").iterdir()) == ["common.ini", "uwsgi.ini"]
    for name in ("daemonize", "pidfile", "exec-pre-app", "hook-asap", "spooler"):
        assert name in done.record.notes[0]


def test_variables_are_options_too_and_stay_the_applications(master, monkeypatch, tmp_path):
    monkeypatch.setenv("UWSGI_DAEMONIZE", str(tmp_path / "uwsgi.log"))
    monkeypatch.setenv("UWSGI_LAZY_APPS", "true")
    done = master.write(app=f"import os\nassert os.environ['UWSGI_DAEMONIZE']\n{WSGI}").run()

    assert (done.reported, done.failures) == (2, [])
    assert not (tmp_path / "uwsgi.log").exists()
    assert any("lazy-apps" in note for note in done.record.notes)


def test_the_applications_own_sitecustomize_is_executed(master, tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text("import sys\nsys.customized = True\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    done = master.write(app=f"import sys\nassert sys.customized\n{WSGI}").run()

    assert (done.reported, done.failures) == (2, [])


@pytest.mark.parametrize("arguments", [(), ("--need-app",), HOOKS])
@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("import nowhere\n", "ModuleNotFoundError", "app.py:1"),
        ("import sys\nsys.exit(3)\n", "SystemExit", "app.py:2"),
        ("other = 1\n", "LookupError", ""),
        ("def app(:\n", "SyntaxError", "app.py:1"),
    ],
)
def test_a_load_that_fails_is_told_once(master, text, kind, place, arguments):
    done = master.write(app=text).run(*arguments)

    assert done.failures == [("load", kind, place)]
    assert not done.record.master


def test_a_lazy_load_that_fails_is_told_by_the_first_workers_only(master):
    done = master.write(app="import nowhere\n").run("--lazy-apps", timeout=5)

    assert done.failures == [("load", "ModuleNotFoundError", "app.py:1")] * 2
    assert (done.reported, done.run.late) == (0, "")


def test_a_factory_that_raises(master):
    text = f"def create():\n    raise KeyError('DATABASE_URL')\n{WSGI}"
    done = master.write(app=text).run(entry=Entry("app", "create", calls=True))

    assert done.failures == [("load", "KeyError", "app.py:2")]


def test_a_module_without_which_uwsgi_goes_on_is_a_gap(master):
    done = master.write(extra="import nowhere\n").run("--pyimport", "extra")

    assert (done.reported, done.failures) == (2, [])
    assert done.record.gaps == [
        "uWSGI goes on without a module: ModuleNotFoundError: No module named 'nowhere' (extra.py:1)"
    ]


def test_a_postfork_function_that_fails_is_a_gap_since_uwsgi_goes_on(master):
    done = master.write(app=POSTFORK + "1 / 0\n" + WSGI).run()

    assert done.reported == 2
    assert done.record.gaps[0].endswith("ZeroDivisionError: division by zero (app.py:4)")


def test_a_postfork_function_that_ends_the_worker(master):
    done = master.write(app="import os\n" + POSTFORK + "os._exit(9)\n" + WSGI).run(timeout=5)

    assert (done.reported, done.run.late) == (0, "")
    assert {worker.stage for worker in done.record.workers.values()} == {"postfork"}


def test_a_postfork_function_that_hangs_is_found(master):
    done = master.write(app="import time\n" + POSTFORK + "time.sleep(60)\n" + WSGI).run(timeout=2)

    assert (done.reported, done.run.late) == (0, "workers")
    assert f'"{master.folder / "app.py"}", line 5 in after' in done.run.diagnosis


def test_a_second_interpreter_is_not_followed_and_that_is_said(master):
    done = master.write(other=WSGI).run("--mount", "/a=app.py", "--mount", "/b=other.py", "--callable", "app")

    assert "uWSGI has 2 applications" in done.record.gaps[0]


@pytest.mark.parametrize(
    ("configuration", "why"),
    [("[uwsgi]\nemperor = vassals\n", "emperor"), ("[uwsgi]\nini = nowhere.ini\n", "nowhere.ini")],
)
def test_options_that_cannot_be_used_are_said(master, tmp_path, configuration, why):
    (tmp_path / "uwsgi.ini").write_text(configuration)
    done = master.run(configuration=str(tmp_path / "uwsgi.ini"))

    assert [stage for stage, _, _ in done.failures] == ["uWSGI's options"]
    assert why in done.record.failures[0]["text"]


@pytest.mark.parametrize("text", [WSGI, "import nowhere\n", f"import time\ntime.sleep(60)\n{WSGI}"])
def test_nothing_is_left(master, text, tmp_path, monkeypatch):
    master.write(app=text)
    with nothing_left(tmp_path, monkeypatch):
        master.run("--pidfile", "uwsgi.pid", "--stats", "stats.sock", "--master-fifo", "fifo", load_timeout=3)
