"""uWSGI calls its own hooks in the workers, and Python's at-fork handlers only where an option says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.traced import Call, traced
from tests.services.fixtures import need_program

pytestmark = pytest.mark.real


def calls(folder: Path, *options: str, until: str) -> tuple[list[Call], int]:
    """What two workers did until they both did that, and the master."""
    uwsgi = need_program("uwsgi", "pip install -e '.[uwsgi]'")
    settings = ("--socket", "served", "--master", "--processes", "2", "--wsgi-file", "application.py")
    with traced("uwsgi", folder, uwsgi, *settings, *options) as server:
        server.wait(until, 2)
        return server.calls, server.process.pid


def where(seen: tuple[list[Call], int], name: str) -> list[str]:
    """The processes that something was called in."""
    found, master = seen
    return ["master" if call.pid == master else "worker" for call in found if call.name == name]


def test_hooks_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECORATED", "1")
    seen = calls(tmp_path, until="postfork")
    assert where(seen, "application") == where(seen, "thread") == ["master"]
    assert where(seen, "postfork") == ["worker", "worker"]


def test_the_hook_that_is_assigned_and_no_at_fork_handlers(tmp_path: Path) -> None:
    seen = calls(tmp_path, until="post_fork_hook")
    assert where(seen, "post_fork_hook") == ["worker", "worker"]
    assert where(seen, "before") == where(seen, "after_in_child") == []


def test_at_fork_handlers_by_option(tmp_path: Path) -> None:
    seen = calls(tmp_path, "--py-call-uwsgi-fork-hooks", until="after_in_child")
    assert where(seen, "before") == ["master", "master"]
    assert where(seen, "after_in_child") == ["worker", "worker"]


def test_an_option_that_is_misspelt_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "uwsgi.ini").write_text("[uwsgi]\nlazy_apps = true\n", encoding="utf-8")
    seen = calls(tmp_path, "--ini", "uwsgi.ini", until="post_fork_hook")
    assert where(seen, "application") == ["master"]


def test_where_each_worker_loads_the_application_its_hooks_come_too_late(tmp_path: Path) -> None:
    seen = calls(tmp_path, "--lazy-apps", until="application")
    assert where(seen, "application") == ["worker", "worker"]
    assert where(seen, "post_fork_hook") == []
