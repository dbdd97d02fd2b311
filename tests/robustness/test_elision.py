"""Large programs are parsed without most function bodies: nothing else may change, and each body comes back whole."""

from __future__ import annotations

import ast
import sysconfig
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from forklint.static.elide import body_at, elided
from forklint.static.trees import Function, is_elided

LIBRARY = Path(sysconfig.get_path("stdlib"))
ROOMS = [LIBRARY, *(LIBRARY / name for name in ("asyncio", "email", "http", "logging", "multiprocessing"))]
FILES = [path for room in ROOMS for path in sorted(room.glob("*.py"))]


def parsed(text: bytes) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def functions(tree: ast.AST) -> Iterator[Function]:
    """Functions that are in no other function, in their order."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, Function):
            yield child
        else:
            yield from functions(child)


def outline(tree: ast.Module) -> list[tuple[str, int, int]]:
    """Every node outside of function bodies with its position; texts may hold examples, whose bodies go as well."""
    found: list[tuple[str, int, int]] = []
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        found.append((type(node).__name__, getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))
        body = set(node.body) if isinstance(node, Function) else set()
        stack.extend(child for child in ast.iter_child_nodes(node) if child not in body)
    return found


def dump(body: list[ast.stmt]) -> str:
    return ast.dump(ast.Module(body, []), include_attributes=True)


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_only_bodies_go(room: Path) -> None:
    for path in sorted(room.glob("*.py")):
        text = path.read_bytes()
        assert outline(parsed(elided(text))) == outline(parsed(text)), path


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_body_comes_back(room: Path) -> None:
    for path in sorted(room.glob("*.py")):
        text = path.read_bytes()
        short, whole = parsed(elided(text)), parsed(text)
        for stub, function in zip(functions(short), functions(whole), strict=True):
            if is_elided(stub) and not is_elided(function):
                (restored,) = functions(parsed(body_at(text, stub.lineno, stub.body[0].lineno)))
                assert dump(restored.body) == dump(function.body), f"{path}:{function.lineno}"


def test_most_of_the_library_goes() -> None:
    """Else the two tests above would hold without anything having been left out."""
    texts = [path.read_bytes() for path in FILES]
    kept = sum(len(elided(text).replace(b"\n", b"")) for text in texts)
    assert kept < sum(map(len, texts)) / 2
