"""Which options of uWSGI a probe passes on, from wherever uWSGI would read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forklint.probe.agent.servers.uwsgi.chosen import Chosen
from forklint.probe.agent.servers.uwsgi.configuration import read
from forklint.probe.agent.servers.uwsgi.options import left_out


def chosen(*arguments: str, configuration: str = "") -> Any:
    """What comes of these."""
    return Chosen({"arguments": list(arguments), "configuration": configuration})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        *("socket", "http", "https2", "http-socket", "uwsgi-socket", "shared-socket", "http-to", "fastrouter", "udp"),
        *("stats", "stats-server", "master-fifo", "zerg-server", "legion", "subscribe-to", "snmp", "carbon"),
        *("processes", "workers", "cheaper", "cheaper-initial", "cheap", "master", "idle", "worker-exec"),
        *("daemonize", "daemonize2", "pidfile", "safe-pidfile2", "logto", "logger", "req-logger", "log-master"),
        *(
            "spooler",
            "spooler-processes",
            "cron",
            "unique-cron",
            "legion-cron",
            "attach-daemon",
            "smart-attach-daemon2",
        ),
        *("exec-asap", "exec-pre-app", "touch-reload", "py-autoreload", "python-auto-reload", "reload-on-rss"),
        *("uid", "gid", "chroot", "immediate-uid", "drop-after-apps", "jail2", "flock", "need-app"),
    ],
)
def test_left_out(name):
    assert left_out(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "module",
            "wsgi-file",
            "callable",
            "mount",
            "chdir",
            "env",
            "home",
            "pythonpath",
            "plugins",
            "eval",
            "import",
        ),
        *("lazy-apps", "lazy", "enable-threads", "threads", "gevent", "single-interpreter", "harakiri", "max-requests"),
        *("py-call-uwsgi-fork-hooks", "py-call-osafterfork", "spooler-import", "shared-import", "vacuum", "listen"),
        *(
            "buffer-size",
            "static-map",
            "offload-threads",
            "die-on-term",
            "no-orphans",
            "strict",
            "mules",
            "foo",
            "cap2",
        ),
    ],
)
def test_passed_on(name):
    assert not left_out(name)


def test_a_hook_is_left_out_if_it_executes_a_command():
    assert left_out("hook-post-app", "exec:touch x")
    assert not left_out("hook-post-app", "print:loaded")


def test_an_option_that_is_set_as_a_placeholder():
    assert left_out("set", "processes=4")
    assert not left_out("set-placeholder", "name=shop")


@pytest.mark.parametrize(
    ("given", "words", "options"),
    [
        (["--threads", "2", "--need-app"], ["--threads", "2"], []),
        (["-w", "shop:app", "-p", "4", "-s", ":3031", "-M"], ["-w", "shop:app"], []),
        (["--http=:80", "--http-websockets", "--lazy-apps"], ["--lazy-apps"], []),
        (["--daemonize", "log", "shop.py"], [], [("wsgi-file", "{folder}/shop.py")]),
        (["uwsgi", "--wsgi-file=a.py", "--chdir", "src"], ["--chdir", "src"], [("wsgi-file", "{folder}/src/a.py")]),
        (["--import", "shop.tasks"], [], [("import", "shop.tasks")]),
        (["--enable-threads", "app.ini", ":8000"], ["--enable-threads"], [("module", "shop:app")]),
        (["--ini", "app.ini:more"], [], [("lazy", "true")]),
    ],
)
def test_the_command_line(folder, given, words, options):
    (folder / "app.ini").write_text("[uwsgi]\nmodule = shop:app\nsocket = :1\n[more]\nlazy = true\n")
    made = chosen(*given)

    assert made.words == words
    assert made.options == [(name, value.format(folder=folder)) for name, value in options]


@pytest.mark.parametrize("given", [["-w", "a:b"], ["--mount", "/=a.py"], ["a.py"], ["shop.wsgi:app"]])
def test_what_says_what_is_served(given):
    assert chosen(*given).loads


def test_what_does_not():
    assert not chosen("--pyimport", "a", "--threads", "2").loads


def test_an_ini_file_with_its_sections_includes_and_names(folder):
    (folder / "conf").mkdir()
    (folder / "conf" / "base.ini").write_text("[uwsgi]\nvacuum = true\n")
    (folder / "conf" / "shop.ini").write_text(
        "; comment\n[uwsgi]\n# comment\ninherit = %d/base.ini\nchdir=%d\nmodule = %n:app\nini = :tuned\nmaster\n"
        "env = RATE=100%%\nlog-format = %(method) %v\n[tuned]\nthreads = 2\n"
    )
    assert read(str(folder / "conf" / "shop.ini")) == [
        ("chdir", f"{folder}/conf"),
        ("module", "shop:app"),
        ("threads", "2"),
        ("master", ""),
        ("env", "RATE=100%%"),
        ("log-format", "%(method) %v"),
        ("vacuum", "true"),
    ]


def test_a_percent_sign_in_the_folders_name_is_no_placeholder(folder):
    (folder / "50%d").mkdir()
    (folder / "50%d" / "a.ini").write_text("[uwsgi]\nchdir = %d\n")

    assert read(str(folder / "50%d" / "a.ini")) == [("chdir", f"{folder}/50%%d")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yaml = a.yml", "only ini files"),
        ("ini = http://example.org/a.ini", "only ini files"),
        ("emperor = vassals", "emperor"),
        ("ini = a.ini", "includes itself"),
    ],
)
def test_what_cannot_be_read(folder, text, why):
    (folder / "a.ini").write_text(f"[uwsgi]\n{text}\n")

    with pytest.raises(ValueError, match=why):
        chosen(configuration="a.ini")


def test_the_environment(folder, monkeypatch):
    (folder / "a.ini").write_text("[uwsgi]\nmodule = shop\n")
    monkeypatch.setenv("UWSGI_INI", "a.ini")
    monkeypatch.setenv("UWSGI_HTTP_SOCKET", ":80")
    monkeypatch.setenv("UWSGI_LAZY_APPS", "1")
    made = chosen()

    assert (made.options, made.dropped) == ([("module", "shop")], ["http-socket"])
    assert made.variables == {"UWSGI_INI": "a.ini", "UWSGI_HTTP_SOCKET": ":80"}
    assert made.names == {"module", "lazy-apps"}
