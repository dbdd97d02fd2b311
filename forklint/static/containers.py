"""Displays of lists, tuples, sets and dictionaries."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from forklint.static import items
from forklint.static.iteration import elements
from forklint.static.keys import merge, store
from forklint.static.values import UNKNOWN, Instance, Mapping, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

WIDE = 400
"""Items that a display keeps one by one."""


def display(it: Interpreter, frame: Frame, node: ast.List | ast.Tuple | ast.Set) -> Sequence:
    """`[a, *b]` and its relatives."""
    kind = {ast.List: "list", ast.Tuple: "tuple", ast.Set: "set"}[type(node)]
    made = Sequence(kind, [], None, it.maybe)
    for element in node.elts:
        if isinstance(element, ast.Starred):
            inner = elements(it, frame, it.eval(frame, element.value), element)
            room = max(0, WIDE - len(made.items))
            made.items.extend(inner.items[:room])
            made.rest = made.rest if inner.rest is None and len(inner.items) <= room else UNKNOWN
        elif len(made.items) < WIDE:
            made.items.append(it.eval(frame, element))
        else:
            it.eval(frame, element)
            made.rest = UNKNOWN
    if kind == "set":
        hash_all(it, frame, made.items, node)
    return made


def hash_all(it: Interpreter, frame: Frame, values: Iterable[Any], node: ast.AST) -> None:
    """Members of sets and keys of dictionaries are hashed, which a class of the program may define."""
    for value in values:
        if isinstance(value, Instance):
            it.special(frame, value, "__hash__", [], node)


def mapping(it: Interpreter, frame: Frame, node: ast.Dict) -> Mapping:
    """`{key: value, **more}`."""
    made = Mapping({}, None, it.maybe)
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        value = it.eval(frame, value_node)
        if key_node is None:
            merge(made, value)
        elif len(made.items) < WIDE:
            store(made, it.eval(frame, key_node), value)
        else:
            made.rest = UNKNOWN
    hash_all(it, frame, made.items, node)
    return made


TABLE: dict[type, Any] = {
    ast.List: display, ast.Tuple: display, ast.Set: display, ast.Dict: mapping, ast.Subscript: items.subscript,
    ast.Slice: items.eval_slice,
}
