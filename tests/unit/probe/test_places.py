"""From what was recorded to a line and a trail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forklint.model.place import Place
from forklint.probe.owners import Owner
from forklint.probe.places import Located, Ways, located

STACK = [["/srv/app.py", 3, "<module>", "app"], ["/srv/db.py", 9, "<module>", "db"], ["/srv/db.py", 4, "make", "db"]]


def _origin(stack: list[Any], exact: bool = True, window: str = "", **more: Any) -> dict[str, Any]:
    return {"stack": stack, "exact": exact, "window": window, "via": "", "event": "open", "what": "x", **more}


def _owner(file: str, name: str, direct: bool = True) -> Owner:
    return Owner(f"db.{name}", file, "db", name, direct, "", True, None)


def _of(at: Located | None) -> tuple[Place, bool, list[str]]:
    assert at is not None
    return at.place, at.exact, [f"{step.place} {step.what}" for step in at.trail]


def test_a_recorded_stack_tells_line_and_way():
    at = located(_origin(STACK, event="socket.connect", what="10.0.0.1:5432", via="psycopg"), None, Ways("/srv", {}))
    way = ["app.py:3 imports db", "db.py:9 calls make()", "db.py:4 connects to 10.0.0.1:5432 through psycopg"]
    assert _of(at) == (Place("db.py", 4), True, way)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("import x\n\npool = x.Pool(\n    1,\n)\n", 3),
        ("pool: object = make()\n", 1),
        ("pool = None\npool = make()\n", 0),
        ("def f():\n    pool = 1\n", 0),
    ],
)
def test_without_a_record_the_line_that_binds_the_name_stands_for_it(source: str, line: int, tmp_path: Path):
    file = tmp_path / "db.py"
    file.write_text(source, encoding="utf-8")
    ways = Ways(str(tmp_path), {str(file): [[str(tmp_path / "app.py"), 7, "<module>", "app"]]})
    at = located(None, _owner(str(file), "pool"), ways)
    if line:
        assert _of(at) == (Place("db.py", line), True, ["app.py:7 imports db", f"db.py:{line} binds `pool`"])
    else:
        assert at is None


def test_what_a_bound_object_holds_is_not_placed_for_certain(tmp_path: Path):
    file = tmp_path / "db.py"
    file.write_text("shop = Shop()\n", encoding="utf-8")
    at = located(None, _owner(str(file), "shop", direct=False), Ways(str(tmp_path), {}))
    assert at is not None
    assert (at.place, at.exact) == (Place("db.py", 1), False)


def test_a_window_alone_is_a_file_without_a_line():
    at = located(_origin(STACK[:1], exact=False, window="/srv/db.py"), None, Ways("/srv", {}))
    assert at is not None
    assert (at.place, at.exact) == (Place("db.py", 1), False)


def test_files_outside_the_base_keep_their_whole_path():
    at = located(_origin([["/etc/gunicorn.conf.py", 2, "<module>", "__config__"]]), None, Ways("/srv", {}))
    assert at is not None
    assert at.place == Place("/etc/gunicorn.conf.py", 2)


def test_nobodys_thing_has_no_place():
    assert located(None, None, Ways("/srv", {})) is None
