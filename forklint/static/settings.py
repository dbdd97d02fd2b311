"""The names that a server configuration file binds, as values for the deployment's judge."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from forklint.model.levels import Ternary
from forklint.model.plan import Setting
from forklint.static.scope import place_of
from forklint.static.trees import whole_body
from forklint.static.values import Defaulted, ModuleValue, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter

def settings_of(module: ModuleValue) -> dict[str, Setting]:
    """Every name bound at the top of the file."""
    found = {}
    for name, value in module.scope.vars.items():
        node = module.scope.places.get(name)
        if node is not None:
            found[name] = _setting(module.path, node, value)
            if name in module.scope.perhaps:
                found[name] = replace(found[name], known=Ternary.UNKNOWN)
    return found


def with_uses(it: Interpreter, module: ModuleValue) -> dict[str, Setting]:
    """The same, and whether the file itself has a use for each name."""
    nodes = [node for statement in whole_body(it, module) for node in ast.walk(statement)]
    names = [node for node in nodes if isinstance(node, ast.Name)]
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    bound = defined | {node.id for node in names if isinstance(node.ctx, ast.Store)}
    spare = frozenset() if read & _ALL_NAMES else bound - read
    return {
        name: replace(setting, function=name in defined, spare=name in spare)
        for name, setting in settings_of(module).items()
    }


_ALL_NAMES = frozenset({"globals", "locals", "vars", "__all__"})
"""A file that speaks of these may use a name without writing it down."""


def _setting(path: str, node: ast.AST, value: object) -> Setting:
    place = place_of(path, node)
    if constant(value):
        return Setting(value, Ternary.YES, place)
    if isinstance(value, Defaulted):
        return Setting(value.value, Ternary.UNKNOWN, place)
    return Setting(None, Ternary.UNKNOWN, place)
