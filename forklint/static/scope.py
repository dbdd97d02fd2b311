"""Scopes hold names; frames are running scopes, linked to the call that started them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.model.place import Place, Step

if TYPE_CHECKING:
    from forklint.static.values import ClassValue, FunctionValue, ModuleValue


class Scope:
    """The names of one module, class body or call."""

    __slots__ = ("kind", "level", "module", "parent", "places", "prefix", "vars")

    def __init__(self, kind: str, parent: Scope | None, prefix: str, level: int = 0) -> None:
        self.kind = kind
        """`module`, `class` or `function`."""
        self.parent = parent
        self.prefix = prefix
        """What names of functions defined here start with: `module.Class`."""
        self.vars: dict[str, Any] = {}
        self.level = level
        """Depth of undecided conditions when it was opened."""
        self.places: dict[str, ast.AST] = {}
        """Module scopes: where each name was bound last."""
        self.module: ModuleValue


class Frame(Scope):
    """A scope while it runs. `caller` and `site` make the trail."""

    __slots__ = ("caller", "debt", "function", "globals", "guard_debt", "nonlocals", "on_yield", "owner", "path",
                 "perhaps", "returns", "self_value", "site", "tries", "what")

    def __init__(self, kind: str, parent: Scope | None, prefix: str, module: ModuleValue, caller: Frame | None,
                 site: ast.AST | None, what: str, level: int = 0) -> None:
        super().__init__(kind, parent, prefix, level)
        self.module = module
        self.path = module.path
        self.caller = caller
        self.site = site
        """The node in the caller that led here."""
        self.what = what
        self.function: FunctionValue | None = None
        self.owner: ClassValue | None = None
        self.self_value: Any = None
        self.returns: list[Any] = []
        self.globals: set[str] | None = None
        self.nonlocals: set[str] | None = None
        self.on_yield: Any = None
        self.debt = 0
        """Undecided exits passed: what follows happens only where they were not taken."""
        self.guard_debt = 0
        self.perhaps: set[str] = set()
        """Names that only one arm of an undecided condition has bound."""
        self.tries = 0
        """`try` statements of this very frame around what runs now."""


def place_of(path: str, node: ast.AST) -> Place:
    """The stretch of source of a node; columns are characters where the line is ASCII, else UTF-8 bytes."""
    line = getattr(node, "lineno", 1)
    return Place(path, line, getattr(node, "col_offset", 0), getattr(node, "end_lineno", line) or line,
                 getattr(node, "end_col_offset", 0) or 0)


def trail(frame: Frame | None) -> list[Step]:
    """How the master got into a frame: outermost step first."""
    steps: list[Step] = []
    while frame is not None and len(steps) < 40:
        if frame.caller is not None and frame.site is not None:
            steps.append(Step(place_of(frame.caller.path, frame.site), frame.what))
        frame = frame.caller
    return steps[::-1]
