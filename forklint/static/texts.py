"""Texts made from values: f-strings and `%`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.values import UNKNOWN, Instance, Pid, Sequence, held

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def interpolated(it: Interpreter, frame: Frame, right: Any, node: ast.AST) -> Any:
    """`"%s" % values`: objects are asked for their text; with the process id inside, the text is tainted."""
    values = right.items if isinstance(right, Sequence) else [right]
    for value in values:
        if isinstance(value, Instance):
            _formatted(it, frame, value, "s", node)
    return next((value for value in values if isinstance(value, Pid)), UNKNOWN)


def eval_joined(it: Interpreter, frame: Frame, node: ast.JoinedStr) -> Any:
    """An f-string: a constant where all parts are, tainted where one holds the process id."""
    parts = [it.eval(frame, part) for part in node.values]
    pid = next((part for part in parts if isinstance(part, Pid)), None)
    if pid is not None:
        return pid
    if all(isinstance(part, str | int) and not isinstance(part, bool) for part in parts):
        return "".join(str(part) for part in parts)
    return UNKNOWN


def eval_formatted(it: Interpreter, frame: Frame, node: ast.FormattedValue) -> Any:
    """`{value!r:spec}` inside an f-string."""
    value = it.eval(frame, node.value)
    if isinstance(value, Instance):
        return _formatted(it, frame, value, chr(max(node.conversion, 0)), node)
    if node.format_spec is not None or node.conversion > 0:
        return value if isinstance(value, Pid) else UNKNOWN
    return value


def _formatted(it: Interpreter, frame: Frame, value: Instance, conversion: str, node: ast.AST) -> Any:
    """What an object's class says of its text: `!r` asks `__repr__`, `!s` and `%s` ask `__str__` first."""
    wanted = {"r": ("__repr__",), "a": ("__repr__",), "s": ("__str__", "__repr__")}
    for name in wanted.get(conversion, ("__format__", "__str__", "__repr__")):
        result = it.special(frame, value, name, [""] if name == "__format__" else [], node)
        if result is not None:
            return result
    return held(value)


TABLE: dict[type, Any] = {ast.JoinedStr: eval_joined, ast.FormattedValue: eval_formatted}
