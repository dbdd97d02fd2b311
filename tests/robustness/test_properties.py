"""Properties of the interpreter that hold for every program, on random ones."""

from __future__ import annotations

import time
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.robustness.grammar import HEADER, HELPER, Lines, indented, programs
from tests.running import check

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.filterwarnings("ignore::SyntaxWarning")]

SECONDS = 90.0
"""For one program of a few lines: a hang, not a slow machine."""

Seen = set[tuple[str, str, int, str, str]]


def findings(lines: Lines) -> Seen:
    """What forklint says of app.py and its helper: rule, file, line, severity and confidence."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "helper.py").write_text(HELPER, encoding="utf-8")
        (folder / "app.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
        start = time.monotonic()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            outcome = check(folder, "app.py")
        assert time.monotonic() - start < SECONDS
    return {(f["rule"], f["path"], f["line"], f["severity"], f["confidence"]) for f in outcome.findings}


def flat(blocks: list[Lines]) -> Lines:
    return [*HEADER, *(line for block in blocks for line in block)]


def moved(seen: Seen, by: int) -> Seen:
    """The same findings in app.py so many lines further down."""
    return {(rule, path, line + by * (path == "app.py"), *rest) for rule, path, line, *rest in seen}  # type: ignore[misc]


@given(programs())
def test_every_program_gets_an_answer_and_always_the_same(blocks: list[Lines]) -> None:
    assert findings(flat(blocks)) == findings(flat(blocks))


def assume_no_raise(lines: Lines) -> None:
    """An exception that nobody catches ends a block, but not the module: it is taken for a mistake of the analyzer."""
    assume(not any("raise " in line for line in lines))


@given(programs())
def test_a_condition_that_holds_changes_nothing(blocks: list[Lines]) -> None:
    lines = flat(blocks)
    assume_no_raise(lines)
    assert findings(["if True:", *indented(lines)]) == moved(findings(lines), 1)


@given(programs())
def test_a_condition_that_never_holds_executes_nothing(blocks: list[Lines]) -> None:
    header, body = flat([]), [line for block in blocks for line in block]
    assert findings([*header, "if False:", *indented(body)]) == set()


@given(programs())
def test_a_finally_that_does_nothing_changes_nothing(blocks: list[Lines]) -> None:
    lines = flat(blocks)
    assume_no_raise(lines)
    assert findings(["try:", *indented(lines), "finally:", "    pass"]) == moved(findings(lines), 1)


@given(programs(), st.data())
def test_unrelated_statements_change_nothing(blocks: list[Lines], data: st.DataObject) -> None:
    """Not even where they stand between a resource and its release."""
    place = data.draw(st.integers(0, len(blocks)))
    before, after = flat(blocks[:place]), [line for block in blocks[place:] for line in block]
    unrelated = ["unrelated = [1, 2]", "def unrelated_function(x=unrelated): return x", "unrelated_function()"]
    seen = findings([*before, *after])
    expected = {item for item in seen if item[1] != "app.py" or item[2] <= len(before)}
    expected |= moved(seen - expected, len(unrelated))
    assert findings([*before, *unrelated, *after]) == expected


@given(programs())
def test_a_function_that_nobody_calls_changes_nothing(blocks: list[Lines]) -> None:
    body = [line for block in blocks for line in block]
    assert findings([*HEADER, "def nobody():", *indented(body)]) == set()
