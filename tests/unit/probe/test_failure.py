"""Exceptions as data, without asking them anything that the application could answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forklint.probe.agent.failure import LONGEST, describe
from forklint.probe.agent.frames import Frames

FRAMES = Frames([str(Path(__file__).parent)])


def fail(*arguments: Any) -> Any:
    raise RuntimeError("do not ask")


class Shy(Exception):
    __str__ = __repr__ = __getattr__ = fail
    args = property(fail)
    __class__ = property(fail)


class LeavingExit(SystemExit):
    code = property(fail)


class Odd(type):
    __module__ = property(fail)


def told(error: BaseException) -> dict[str, Any]:
    try:
        raise error
    except BaseException as caught:
        return describe(caught, FRAMES)


def test_type_text_and_lines():
    failed = told(ValueError("no such shop"))
    assert (failed["type"], failed["text"]) == ("ValueError", "no such shop")
    (frame,) = failed["frames"]
    assert (frame["function"], frame["application"]) == ("told", True)
    assert frame["file"] == __file__


def test_an_exception_that_answers_nothing():
    failed = told(Shy())
    assert failed["type"].endswith("Shy")
    assert failed["text"] == ""
    assert failed["frames"]


def test_a_class_that_answers_nothing():
    assert told(Odd("Odd", (Exception,), {})())["frames"]


@pytest.mark.parametrize(
    ("error", "code"),
    [(SystemExit(), None), (SystemExit(3), 3), (SystemExit("no licence"), "no licence"), (SystemExit([1]), "a list")],
)
def test_an_exit_tells_its_status(error: SystemExit, code: Any):
    assert told(error)["code"] == code


def test_an_exit_is_not_asked_for_its_status():
    assert told(LeavingExit(4))["code"] == 4


def test_a_syntax_error_is_where_the_source_is_wrong():
    with pytest.raises(SyntaxError) as caught:
        compile("a = = 1", str(Path(__file__).parent / "prices.py"), "exec")
    assert describe(caught.value, FRAMES)["frames"][-1] == {
        "file": str(Path(__file__).parent / "prices.py"),
        "line": 1,
        "function": "",
        "application": True,
    }


def test_a_long_text_is_cut():
    assert len(told(ValueError("x" * 10_000_000))["text"]) == LONGEST
