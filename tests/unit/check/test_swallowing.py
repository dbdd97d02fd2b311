"""Which lines' failures a program hides."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from forklint.check.swallowing import hides_failures
from forklint.model.place import Place, Step
from tests.unit.made import finding
from tests.unit.trees import write

HIDING = [
    "try:\n    connect()\nexcept Exception:\n    pass\n",
    "try:\n    connect()\nexcept:\n    pass\n",
    "try:\n    connect()\nexcept acme.OperationalError:\n    pass\n",
    "try:\n    connect()\nexcept (ValueError, OSError):\n    pass\n",
    "try:\n    if x:\n        with y:\n            connect()\nexcept OSError as error:\n    log(error)\n",
    "with contextlib.suppress(OSError):\n    connect()\n",
    "with lock, suppress(ValueError, ConnectionError):\n    connect()\n",
    "def f():\n    try:\n        connect()\n    except OSError:\n        pass\n",
]
TELLING = [
    "connect()\n",
    "try:\n    connect()\nfinally:\n    pass\n",
    "try:\n    connect()\nexcept ImportError:\n    pass\n",
    "try:\n    connect()\nexcept (KeyError, json.ValueError):\n    pass\n",
    "try:\n    pass\nexcept OSError:\n    connect()\n",
    "try:\n    pass\nexcept OSError:\n    pass\nelse:\n    connect()\n",
    "with contextlib.suppress():\n    connect()\n",
    "with open(x):\n    connect()\n",
]


def hides(text: str, folder: Path) -> bool:
    write(folder, {"db.py": text})
    line = next(number for number, code in enumerate(text.splitlines(), 1) if "connect()" in code)
    return hides_failures(folder)(finding(place=Place("db.py", line), trace=()))


@pytest.mark.parametrize("text", HIDING)
def test_what_hides_the_failure_of_a_connection(text: str, tmp_path: Path) -> None:
    assert hides(text, tmp_path)


@pytest.mark.parametrize("text", TELLING)
def test_what_does_not(text: str, tmp_path: Path) -> None:
    assert not hides(text, tmp_path)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="`except*` is new in Python 3.11")
def test_groups_of_exceptions(tmp_path: Path) -> None:
    assert hides("try:\n    connect()\nexcept* OSError:\n    pass\n", tmp_path)


def test_a_line_on_the_way_counts(tmp_path: Path) -> None:
    write(tmp_path, {"db.py": "connect()\n", "app.py": "try:\n    import db\nexcept Exception:\n    pass\n"})
    found = finding(place=Place("db.py", 1), trace=(Step(Place("app.py", 2), "imports db"),))
    assert hides_failures(tmp_path)(found)


@pytest.mark.parametrize("content", [b"", b"def (:", b"\xff\xfe", b"\x00"])
def test_a_file_that_cannot_be_read_hides_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "db.py").write_bytes(content)
    assert not hides_failures(tmp_path)(finding(place=Place("db.py", 1), trace=(Step(Place("gone.py", 1), ""),)))
