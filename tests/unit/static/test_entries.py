"""An entry that its module does not have is not clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import check
from tests.unit.trees import write

APP = "def create_app():\n    return None\n"


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("app:creat_app()", "binds no `creat_app`, which is the entry: did you mean `create_app`?"),
        ("app:zzz", "binds no `zzz`, which is the entry"),
    ],
)
def test_a_missing_entry_is_not_clean(entry: str, what: str, tmp_path: Path) -> None:
    write(tmp_path, {"app.py": APP})
    outcome = check(tmp_path, entry)
    assert (outcome.status, outcome.stdout) == (3, "")
    assert f"cannot look at the entry: app.py:1: {what}" in outcome.stderr
    write(tmp_path, {"Procfile": f"web: gunicorn --preload '{entry}'\n"})
    assert [gap["what"] for gap in check(tmp_path).report["gaps"]] == [what]


@pytest.mark.parametrize(
    "text",
    [
        APP,
        "from made import create_app\n",
        "from made import *\n",
        "from unknown import *\n",
        "def __getattr__(name):\n    return print\n",
        "import sys\nif sys.argv:\n    create_app = print\n",
        "try:\n    from unknown import create_app\nexcept ImportError:\n    create_app = None\n",
        "globals()['create_app'] = print\n",
    ],
)
def test_an_entry_that_may_be_there_is_none(text: str, tmp_path: Path) -> None:
    write(tmp_path, {"app.py": text, "made.py": APP})
    gaps = check(tmp_path, "app:create_app").report["gaps"]
    assert [gap["what"] for gap in gaps if "binds no" in gap["what"]] == []
