"""What a description says of its server holds for the experiment's."""

from __future__ import annotations

import pytest

from forklint.model.deployment import Deployment, Option
from forklint.model.levels import Ternary
from forklint.model.place import Place
from forklint.stress.servers import handed_on

HERE = Place("Procfile", 1)


def deployment(server: str, *options: tuple[str, str], known: bool = True) -> Deployment:
    given = tuple(Option(name, value, HERE, known) for name, value in options)
    return Deployment(server, Ternary.YES, options=given)


@pytest.mark.parametrize(
    ("server", "options", "words"),
    [
        ("gunicorn", [("worker-class", "gthread"), ("threads", "4")], ("--worker-class=gthread", "--threads=4")),
        ("gunicorn", [("threads", "4"), ("threads", "8")], ("--threads=8",)),
        ("gunicorn", [("bind", ":80"), ("workers", "9"), ("chdir", "/app"), ("preload", ""), ("user", "shop")], ()),
        ("gunicorn", [("no-sendfile", "")], ("--no-sendfile",)),
        ("uwsgi", [("lazy-apps", "true"), ("threads", "3")], ("--lazy-apps", "--threads=3")),
        ("uwsgi", [("lazy-apps", "true"), ("lazy-apps", "false")], ()),
        ("uwsgi", [("http", ":8080"), ("uid", "shop"), ("stats", ":9191"), ("attach-daemon", "sleep 9")], ()),
    ],
    ids=["values", "last", "not ours", "flag", "uwsgi", "off", "not ours of uwsgi"],
)
def test_options(server: str, options: list[tuple[str, str]], words: tuple[str, ...]) -> None:
    assert handed_on(deployment(server, *options), server) == words


def test_what_is_not_known_or_another_server_s_is_not_handed_on() -> None:
    assert handed_on(deployment("gunicorn", ("threads", "$THREADS"), known=False), "gunicorn") == ()
    assert handed_on(deployment("gunicorn", ("threads", "4")), "uwsgi") == ()
