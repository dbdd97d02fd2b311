"""Function bodies that are left out change nothing else, and come back as they were."""

from __future__ import annotations

import ast
import json
import logging
import textwrap
from pathlib import Path

import pytest

from forklint.static.elide import body_at, elided
from forklint.static.trees import is_elided

LONG = "    value = 'a long enough line to be worth leaving out'\n" * 3
FILES = [Path(module.__file__ or "").read_bytes() for module in (ast, json, logging, textwrap, pytest)]


def functions(tree: ast.AST) -> dict[tuple[str, int], ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {(node.name, node.lineno): node for node in nodes}


def outline(body: list[ast.stmt]) -> list[tuple[str, int]]:
    found = []
    for node in body:
        found.append((type(node).__name__, node.lineno))
        if isinstance(node, ast.ClassDef):
            found += outline(node.body)
    return found


@pytest.mark.parametrize("text", FILES)
def test_everything_outside_functions_stays_where_it_was(text: bytes) -> None:
    short, whole = ast.parse(elided(text)), ast.parse(text)
    assert outline(short.body) == outline(whole.body)


@pytest.mark.parametrize("text", FILES)
def test_every_body_comes_back_as_it_was(text: bytes) -> None:
    whole = functions(ast.parse(text))
    for key, node in functions(ast.parse(elided(text))).items():
        if is_elided(node):
            again = functions(ast.parse(body_at(text, node.lineno, node.body[0].lineno)))[key]
            assert ast.dump(again, include_attributes=True).count("\n") == 0
            assert [ast.dump(one, include_attributes=True) for one in again.body] == [
                ast.dump(one, include_attributes=True) for one in whole[key].body
            ]


def test_most_of_a_long_module_is_left_out() -> None:
    assert sum(map(is_elided, functions(ast.parse(elided(FILES[2]))).values())) > 50


@pytest.mark.parametrize(
    "text",
    [
        f"def f():\n{LONG}    text = '''\nnot the end\n'''\n",
        f"class A:\n\tdef f(self):\n{LONG.replace('    ', chr(9) * 2)}",
        f"def f():\r\n{LONG}",
        "def f():\n    return 1\n",
    ],
)
def test_a_body_that_is_not_plain_stays(text: str) -> None:
    assert elided(text.encode()) == text.encode()
