"""Assignment in all its forms, and `del`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import items
from forklint.static.attributes import delete
from forklint.static.containers import hash_all
from forklint.static.flow import NORMAL
from forklint.static.iteration import elements
from forklint.static.keys import key_of, store, store_foreign
from forklint.static.names import bind, unbind
from forklint.static.operations import binary
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    External,
    Handle,
    Instance,
    Mapping,
    Sequence,
    each,
    is_pid,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame


def assign(it: Interpreter, frame: Frame, target: ast.AST, value: Any) -> None:
    """Bind one target."""
    if isinstance(target, ast.Name):
        bind(it, frame, target.id, value, target)
    elif isinstance(target, ast.Attribute):
        it.set(frame, it.eval(frame, target.value), target.attr, value, target)
    elif isinstance(target, ast.Subscript):
        put_item(it, frame, it.eval(frame, target.value), it.eval(frame, target.slice), value, target)
    elif isinstance(target, ast.Tuple | ast.List):
        _unpack(it, frame, target.elts, value, target)
    elif isinstance(target, ast.Starred):
        assign(it, frame, target.value, value)


def _unpack(it: Interpreter, frame: Frame, targets: list[ast.expr], value: Any, node: ast.AST) -> None:
    if isinstance(value, Alternatives):
        value = next((one for one in value.values if isinstance(one, Sequence)), value)
    if isinstance(value, External | Alternatives):
        for target in targets:
            assign(it, frame, target, UNKNOWN)
        return
    source = elements(it, frame, value, node)
    star = next((i for i, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
    after = 0 if star is None else len(targets) - star - 1
    for index, target in enumerate(targets):
        if star is not None and index == star:
            inner = source.items[star:len(source.items) - after]
            assign(it, frame, target, Sequence("list", inner, source.rest, it.maybe))
            continue
        position = index if star is None or index < star else len(source.items) - (len(targets) - index)
        known = 0 <= position < len(source.items)
        assign(it, frame, target, source.items[position] if known else UNKNOWN)


def put_item(it: Interpreter, frame: Frame, target: Any, index: Any, value: Any, node: ast.AST) -> None:
    """`target[index] = value`."""
    for one in each(target):
        if isinstance(one, Mapping):
            _guard_pid_key(index, value)
            hash_all(it, frame, [index], node)
            _put_mapping(it, one, index, value)
        elif isinstance(one, Sequence):
            items.put(it, frame, one, index, value, node)
        elif isinstance(one, Instance):
            it.special(frame, one, "__setitem__", [index, value], node)
        elif isinstance(one, External) and one.name == "os.environ" and isinstance(index, str):
            it.environment[index] = value
        elif isinstance(one, External) and one.name == "sys.modules" and isinstance(index, str):
            it.modules[index] = value
        elif isinstance(one, External):
            it.kept.append(value)
            if isinstance(index, str) and one.name and "?" not in one.name:
                store_foreign(it, one.name, index, value)


def _put_mapping(it: Interpreter, target: Mapping, index: Any, value: Any) -> None:
    key = key_of(index)
    weak = it.phase == "load" and it.maybe > target.level and key is not None and key in target.items
    store(target, index, join(target.items[key], value) if weak else value)


def _guard_pid_key(index: Any, value: Any) -> None:
    """What is kept under the process id is looked up anew in a worker."""
    if not is_pid(index):
        return
    for one in each(value):
        if isinstance(one, Handle) and one.resource:
            one.resource.guarded = True


def exec_assign(it: Interpreter, frame: Frame, node: ast.Assign) -> int:
    """`a = b = value`: targets from left to right."""
    value = it.eval(frame, node.value)
    for target in node.targets:
        assign(it, frame, target, value)
    return NORMAL


def exec_annotated(it: Interpreter, frame: Frame, node: ast.AnnAssign) -> int:
    """Annotations are not executed: they rarely do anything, and 3.14 defers them."""
    if node.value is not None:
        assign(it, frame, node.target, it.eval(frame, node.value))
    return NORMAL


def exec_augmented(it: Interpreter, frame: Frame, node: ast.AugAssign) -> int:
    """`a += value`: in place for lists and for objects that say so."""
    load = _loaded(node.target)
    old, value = it.eval(frame, load), it.eval(frame, node.value)
    if isinstance(old, Sequence) and isinstance(node.op, ast.Add):
        more = elements(it, frame, value, node)
        old.items.extend(more.items)
        old.rest = old.rest if more.rest is None else more.rest
        return NORMAL
    if isinstance(old, Instance):
        special = {ast.Add: "__iadd__", ast.Sub: "__isub__", ast.BitOr: "__ior__", ast.Mult: "__imul__"}
        result = it.special(frame, old, special.get(type(node.op), "__iadd__"), [value], node)
        if result is not None:
            assign(it, frame, node.target, result)
            return NORMAL
    assign(it, frame, node.target, binary(it, frame, node.op, old, value, node))
    return NORMAL


def _loaded(target: ast.expr) -> ast.expr:
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    return target


def exec_delete(it: Interpreter, frame: Frame, node: ast.Delete) -> int:
    """A deleted name or item refers to nothing; what it referred to stays as it is."""
    for target in node.targets:
        if isinstance(target, ast.Name):
            unbind(frame, target.id)
        elif isinstance(target, ast.Attribute):
            delete(it, frame, it.eval(frame, target.value), target.attr, target)
        elif isinstance(target, ast.Subscript):
            owner, index = it.eval(frame, target.value), it.eval(frame, target.slice)
            if isinstance(owner, Mapping | Sequence):
                items.remove(owner, index)
            elif isinstance(owner, Instance):
                it.special(frame, owner, "__delitem__", [index], target)
    return NORMAL


def exec_expression(it: Interpreter, frame: Frame, node: ast.Expr) -> int:
    """An expression on its own, such as a call; a constant is a docstring."""
    if not isinstance(node.value, ast.Constant):
        it.eval(frame, node.value)
    return NORMAL


TABLE: dict[type, Any] = {
    ast.Assign: exec_assign, ast.AnnAssign: exec_annotated, ast.AugAssign: exec_augmented, ast.Delete: exec_delete,
    ast.Expr: exec_expression,
}
