"""The names that a server configuration file binds, as values for the deployment's judge."""

from __future__ import annotations

import ast
from dataclasses import replace

from forklint.model.levels import Ternary
from forklint.model.plan import Setting
from forklint.static.scope import place_of
from forklint.static.values import Defaulted, ModuleValue, constant

PATCHED = "(monkey-patched)"
"""Pseudo-name: YES where the file itself monkey-patches the standard library."""


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


def _setting(path: str, node: ast.AST, value: object) -> Setting:
    place = place_of(path, node)
    if constant(value):
        return Setting(value, Ternary.YES, place)
    if isinstance(value, Defaulted):
        return Setting(value.value, Ternary.UNKNOWN, place)
    return Setting(None, Ternary.UNKNOWN, place)
