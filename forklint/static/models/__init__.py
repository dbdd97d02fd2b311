"""What the analyzer knows of the language's own library: builtins, containers, functools, contextlib."""

from __future__ import annotations

from typing import Any

from forklint.static.models import builtin, classes, environment, functional, logs, managers
from forklint.static.models.environment import external, subscript
from forklint.static.models.managers import enter_manager, leave_manager
from forklint.static.models.natives import native
from forklint.static.models.raising import catches
from forklint.static.models.superclass import zero_super
from forklint.static.values import External

FUNCTIONS: dict[str, Any] = {
    **builtin.FUNCTIONS, **classes.FUNCTIONS, **environment.FUNCTIONS, **functional.FUNCTIONS, **logs.FUNCTIONS,
    **managers.FUNCTIONS,
}
"""Qualified name -> model, called with (interpreter, frame, args, kwargs, node)."""


def opaque(value: Any) -> bool:
    """Whether nobody knows what a call returned: a decorator that gives this is taken to change nothing."""
    return isinstance(value, External) and (value.name == "" or value.name.endswith(")") or "?" in value.name)


__all__ = ["FUNCTIONS", "catches", "enter_manager", "external", "leave_manager", "native", "opaque", "subscript",
           "zero_super"]
