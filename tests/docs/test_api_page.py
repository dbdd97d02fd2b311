"""The page on the functions names what they take, give and raise."""

from __future__ import annotations

import inspect
from dataclasses import fields
from pathlib import Path

from forklint import api, errors
from forklint.model.finding import Finding
from forklint.model.report import Report
from tests.docs.tables import words

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def arguments(function: object) -> set[str]:
    assert callable(function)
    return set(inspect.signature(function).parameters) - {"targets"}


def test_arguments_are_all_there() -> None:
    assert words(PAGE, "## `forklint.check(*targets, ...)`") == arguments(api.check)
    assert words(PAGE, "## `forklint.probe(*targets, ...)`") == arguments(api.probe) - arguments(api.check)


def test_attributes_are_there() -> None:
    report = words(PAGE, "## What they return")
    assert report - {"fails", "count"} == {field.name for field in fields(Report)} - {"comments", "loaded"}
    assert words(PAGE, "### A finding") <= {field.name for field in fields(Finding)}


def test_exceptions_are_all_there() -> None:
    kinds = {kind for kind in vars(errors).values() if inspect.isclass(kind) and kind.__base__ is errors.ForklintError}
    assert words(PAGE, "## What they raise") == {kind.__name__ for kind in kinds}
