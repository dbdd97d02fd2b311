"""Functions of the standard library that call what they are given: `re.sub`, `json.dumps(default=…)`."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import class_attribute
from forklint.static.values import UNKNOWN, ClassValue, External, FunctionValue, Instance, Mapping, Sequence, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]
_LONG = 20_000
"""Characters of a JSON text that is read."""


def _substitute(position: int) -> Any:
    """`re.sub(pattern, function, text)`: whether the pattern is found is not asked."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        replacement = args[position] if len(args) > position else kwargs.get("repl")
        if replacement is None or isinstance(replacement, str | External):
            return UNKNOWN
        it.maybe += 1
        try:
            it.call(frame, replacement, [UNKNOWN], {}, node)
        finally:
            it.maybe -= 1
        return UNKNOWN

    return model


def _loads(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`json.loads(text)`: the value of a text that is known; hooks are called."""
    value = _read(args[0]) if args and isinstance(args[0], str) and len(args[0]) < _LONG else UNKNOWN
    for name in ("object_hook", "object_pairs_hook"):
        if kwargs.get(name) is not None and not (constant(value) or isinstance(value, Sequence)):
            value = it.call(frame, kwargs[name], [value], {}, node)
    return value


def _read(text: str) -> Any:
    try:
        return _abstract(json.loads(text))
    except (ValueError, RecursionError):
        return UNKNOWN


def _abstract(value: Any) -> Any:
    if isinstance(value, dict):
        return Mapping({key: _abstract(inner) for key, inner in value.items()})
    return Sequence("list", [_abstract(inner) for inner in value]) if isinstance(value, list) else value


def _dumps(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`json.dumps(value, default=…, cls=…)`: what JSON has no word for goes to the program."""
    default, encoder = kwargs.get("default"), kwargs.get("cls")
    if isinstance(encoder, ClassValue):
        made = it.call(frame, encoder, [], {}, node)
        default = it.get(frame, made, "default", node) if class_attribute(encoder, "default") is not None else default
    strange = _strange(args[0], 0) if args and default is not None else None
    if strange is not None:
        it.call(frame, default, [strange], {}, node)
    return UNKNOWN


def _strange(value: Any, depth: int) -> Any:
    """The first part of a value that is not JSON; None for none."""
    if isinstance(value, Instance) and value.content is None:
        return value
    if isinstance(value, ClassValue | FunctionValue) or (isinstance(value, External) and value.name):
        return value
    if isinstance(value, Sequence) and value.kind == "set":
        return value
    parts = value.items.values() if isinstance(value, Mapping) else getattr(value, "items", ())
    if depth > 5 or not isinstance(value, Sequence | Mapping):
        return None
    return next((found for part in parts if (found := _strange(part, depth + 1)) is not None), None)


FUNCTIONS: dict[str, Any] = {
    **dict.fromkeys(("re.sub", "re.subn", "regex.sub", "regex.subn"), _substitute(1)),
    **dict.fromkeys(("re.compile().sub", "re.compile().subn", "regex.compile().sub"), _substitute(0)),
    "json.loads": _loads, "json.dumps": _dumps,
}
