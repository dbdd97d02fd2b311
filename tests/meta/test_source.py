"""The shape of forklint's own source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

import forklint

PACKAGE = Path(forklint.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dataclasses_in(path: Path) -> Iterator[ast.ClassDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(d) for d in node.decorator_list):
            yield node


def function_lengths() -> list[int]:
    return sorted(
        node.end_lineno - node.lineno + 1
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, FunctionNode) and node.end_lineno
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_file_is_longer_than_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_public_dataclasses_are_documented(path: Path) -> None:
    public = [node for node in dataclasses_in(path) if not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_model_is_frozen() -> None:
    for path in sorted((PACKAGE / "model").glob("*.py")):
        for node in dataclasses_in(path):
            assert any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list), node.name


def test_functions_are_short() -> None:
    lengths = function_lengths()
    assert median(lengths) <= 12
    assert lengths[int(len(lengths) * 0.9)] <= 30
