"""External names with a meaning of their own: the platform, the environment, the process."""

from __future__ import annotations

import ast
import os
import sys
from typing import TYPE_CHECKING, Any

from forklint.static import lifecycle
from forklint.static.flow import Raised
from forklint.static.values import PID, UNKNOWN, Defaulted, External, Handle, Pid, Sequence, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_CHAIN = 240
"""Characters of an external name; a longer chain tells nobody anything."""


def external(it: Interpreter, frame: Frame, name: str) -> Any:
    """The value of an external name: a constant, a process-wide resource, a duck, or just the name."""
    if name in _CONSTANTS:
        return _CONSTANTS[name]
    if name == "sys.version_info":
        version = it.plan.python if any(it.plan.python) else sys.version_info[:2]
        return Sequence("tuple", [*version, 0, "final", 0])
    if it.facts.knows(name):
        type_ = it.facts.types.get(name) or (it.facts.type_named(name) if "(" not in name else None)
        return Handle(type_, None) if type_ is not None and type_.process_wide else External(name)
    return _duck(it, name) or External(name if len(name) < _CHAIN else "")


def _duck(it: Interpreter, name: str) -> Handle | None:
    """An object of unknown class with a member that only one library has: `Category.objects`."""
    owner, _, last = name.rpartition(".")
    for duck in it.facts.ducks.get(last, ()):
        spelt = owner.rpartition(".")[2]
        if duck.receiver == "class" and not (spelt[:1].isupper() and not spelt.isupper()):
            continue
        type_ = it.facts.type_named(duck.type)
        if type_ is not None and not it.imported.isdisjoint(duck.beside):
            return Handle(type_, None)
    return None


def subscript(it: Interpreter, target: External, index: Any) -> Any:
    """`os.environ["X"]`, `Generic[T]`, an item of something unknown."""
    if target.name == "os.environ":
        return it.environment.get(index, UNKNOWN) if isinstance(index, str) else UNKNOWN
    if isinstance(index, str) and (target.name, index) in it.foreign_items:
        return it.foreign_items[(target.name, index)]
    if target.name == "sys.modules" and isinstance(index, str):
        return it.modules.get(index) or External(index)
    if target.name.startswith(("typing.", "builtins.")) or target.name.rpartition(".")[2][:1].isupper():
        return target
    return UNKNOWN


def _environ_get(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    name = args[0] if args else None
    if isinstance(name, str) and name in it.environment:
        return it.environment[name]
    default = args[1] if len(args) > 1 else kwargs.get("default")
    if default is None:
        return UNKNOWN
    return Defaulted(default) if constant(default) else default


def _environ_setdefault(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    if len(args) == 2 and isinstance(args[0], str):
        it.environment.setdefault(args[0], args[1])
    return UNKNOWN


def _getpid(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """Each reading is a resource of its own: it counts while something keeps it."""
    type_ = it.facts.type_named("os.getpid")
    return Pid(lifecycle.make(it, frame, type_, "os.getpid", node, live=True, arguments={})) if type_ else PID


def _leave(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    raise Raised(External("builtins.SystemExit"), leaves=True)


_CONSTANTS: dict[str, Any] = {
    "sys.platform": sys.platform, "os.name": os.name, "typing.TYPE_CHECKING": False,
    "typing_extensions.TYPE_CHECKING": False, "builtins.__debug__": True, "os.sep": os.sep,
    "builtins.NotImplemented": UNKNOWN, "flask.current_app": External("flask.Flask()"),
}
FUNCTIONS: dict[str, Any] = {
    "os.environ.get": _environ_get, "os.getenv": _environ_get, "os.environ.setdefault": _environ_setdefault,
    "os.getpid": _getpid,
    "multiprocessing.current_process().pid": lambda it, frame, args, kwargs, node: PID,
    "sys.exit": _leave, "os._exit": _leave, "os.abort": _leave, "builtins.exit": _leave, "builtins.quit": _leave,
}
