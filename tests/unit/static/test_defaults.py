"""What a setting is by default, where the environment decides: never certain, and with its default where it has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.knowledge.facts import Facts
from forklint.model.levels import Ternary
from forklint.model.plan import LoadPlan, Setting
from forklint.static.analyze import analyze

HEAD = "import os\ndef on(text): return str(text).lower() in ('1', 'true')\nget = os.environ.get\n"


def setting(expression: str, folder: Path) -> Setting:
    """The setting `x` of a configuration file."""
    path = folder / "gunicorn.conf.py"
    path.write_text(f"{HEAD}x = {expression}\n")
    plan = LoadPlan(folder.as_posix(), (), (), server="gunicorn", configuration=path.as_posix(), preload=Ternary.NO)
    return analyze(plan, Facts(())).settings["x"]


@pytest.mark.parametrize(
    ("expression", "default"),
    [
        ("os.environ.get('A', 'true')", "true"),
        ("os.environ.get('A', 'true').lower() == 'true'", True),
        ("bool(os.environ.get('A', ''))", False),
        ("bool(int(os.getenv('A', '1')))", True),
        ("os.getenv('A', 'no') in ('1', 'yes')", False),
        ("os.getenv('A', 'no').strip() not in {'', 'no'}", False),
        ("not os.getenv('A', '')", True),
        ("os.getenv('A', '1') == '1' and os.getenv('B', '0') == '1'", False),
        ("os.getenv('A', '1') == '1' or os.getenv('B', '0') == '1'", True),
        ("True if os.getenv('A', '1') == '1' else False", True),
        ("on(os.getenv('A', 'True'))", True),
        ("int(os.getenv('A', '2')) * 2 + 1", 5),
        ("max(2, int(os.getenv('A', '3')))", 3),
        ("min(int(os.getenv('A', '3')), 2)", 2),
    ],
)
def test_has_its_default(expression: str, default: object, tmp_path: Path) -> None:
    found = setting(expression, tmp_path)
    assert (found.value, found.known) == (default, Ternary.UNKNOWN)


@pytest.mark.parametrize(
    "expression", ["os.environ['A'] == '1'", "max(2, int(os.environ['A']))", "bool(get('A'))", "int(get('A', 'x'))"]
)
def test_has_none(expression: str, tmp_path: Path) -> None:
    found = setting(expression, tmp_path)
    assert (found.value, found.known) == (None, Ternary.UNKNOWN)


@pytest.mark.parametrize(("expression", "value"), [("max(2, 1 + 2)", 3), ("2 * 3", 6), ("min('b', 'a')", "a")])
def test_what_is_certain_stays_so(expression: str, value: object, tmp_path: Path) -> None:
    found = setting(expression, tmp_path)
    assert (found.value, found.known) == (value, Ternary.YES)
