"""Lines whose failure the program hides: silence of a probe about them may only mean that a service was not there."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from forklint.model.finding import Finding
from forklint.model.place import Place

_OTHER_ERRORS = frozenset(
    {
        "ArithmeticError",
        "AssertionError",
        "AttributeError",
        "ImportError",
        "IndexError",
        "KeyError",
        "LookupError",
        "ModuleNotFoundError",
        "NameError",
        "NotImplementedError",
        "StopIteration",
        "SyntaxError",
        "TypeError",
        "UnicodeError",
        "ValueError",
    }
)
"""What no connection that is refused and no file that is missing raises."""
Stretch = tuple[int, int]


def hides_failures(cwd: Path) -> Callable[[Finding], bool]:
    """Whether a finding's line, or a line on the way to it, stands in a `try` or `suppress` that a failure ends in.

    Paths are relative to `cwd`; a file that cannot be read hides nothing.
    """
    stretches: Callable[[str], tuple[Stretch, ...]] = lru_cache(maxsize=None)(lambda path: _stretches(cwd / path))

    def is_hidden(place: Place) -> bool:
        return any(first <= place.line <= last for first, last in stretches(place.path))

    return lambda finding: any(map(is_hidden, (finding.place, *(step.place for step in finding.trace))))


def _stretches(path: Path) -> tuple[Stretch, ...]:
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return ()
    return tuple(stretch for node in ast.walk(tree) for stretch in _hidden(node))


def _hidden(node: ast.AST) -> Iterator[Stretch]:
    handlers: list[ast.ExceptHandler] = getattr(node, "handlers", [])  # `try`, and `except*` from Python 3.11 on
    catches = [handler.type for handler in handlers]
    if isinstance(node, (ast.With, ast.AsyncWith)):
        catches = [argument for item in node.items for argument in _suppressed(item.context_expr)]
    if any(map(_is_wide, catches)):
        body: list[ast.stmt] = getattr(node, "body", [])
        yield body[0].lineno, body[-1].end_lineno or body[-1].lineno


def _suppressed(manager: ast.expr) -> list[ast.expr]:
    is_call = isinstance(manager, ast.Call) and _last_name(manager.func) == "suppress"
    return manager.args if is_call and isinstance(manager, ast.Call) else []


def _is_wide(caught: ast.expr | None) -> bool:
    """Whether it may catch the failure of a connection; a bare `except:` does."""
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(name is None or _last_name(name) not in _OTHER_ERRORS for name in names)


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
