"""Context managers of contextlib."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static import withs
from forklint.static.flow import Raised
from forklint.static.models.raising import catches
from forklint.static.values import UNKNOWN, Manager, Partial

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]


def enter_manager(it: Interpreter, frame: Frame, manager: Manager, node: ast.AST) -> Any:
    """What `with` binds."""
    return manager if manager.kind == "stack" else manager.target


def leave_manager(it: Interpreter, frame: Frame, manager: Manager, node: ast.AST, raised: Raised | None) -> bool:
    """`closing` closes; a stack leaves what it entered, last first; `suppress` swallows what it names."""
    if manager.kind == "suppress" and raised is not None:
        return any(catches(it, one, raised.value) is not False for one in manager.exits)
    if manager.kind == "closing":
        it.resume(frame, it.call(frame, it.get(frame, manager.target, manager.exits[0], node), [], {}, node), node)
    elif manager.kind == "stack":
        _unwind(it, frame, manager, node)
    return False


def _unwind(it: Interpreter, frame: Frame, manager: Manager, node: ast.AST) -> None:
    while manager.exits:
        exit_ = manager.exits.pop()
        if isinstance(exit_, Partial):
            it.call(frame, exit_, [], {}, node)
        else:
            withs.leave(it, frame, exit_, node)


def method(it: Interpreter, frame: Frame, manager: Manager, name: str, args: Args, kwargs: Kwargs,
           node: ast.AST) -> Any:
    """Methods of an exit stack."""
    if name in ("enter_context", "enter_async_context") and args:
        manager.exits.append(args[0])
        return withs.enter_only(it, frame, args[0], node)
    if name in ("callback", "push_async_callback") and args:
        manager.exits.append(Partial(args[0], args[1:], kwargs))
    elif name in ("push", "push_async_exit") and args:
        manager.exits.append(args[0])
    elif name in ("close", "aclose"):
        _unwind(it, frame, manager, node)
    elif name == "pop_all":
        moved = Manager("stack")
        moved.exits, manager.exits = manager.exits, []
        return moved
    return args[0] if args else UNKNOWN


def _closing(closer: str) -> Any:
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        manager = Manager("closing", args[0] if args else UNKNOWN)
        manager.exits.append(closer)
        return manager

    return model


def _plain(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Manager("plain", args[0] if args else None)


def _suppress(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    manager = Manager("suppress")
    manager.exits.extend(args)
    return manager


def _stack(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    return Manager("stack")


FUNCTIONS: dict[str, Any] = {
    "contextlib.closing": _closing("close"), "contextlib.aclosing": _closing("aclose"),
    "contextlib.ExitStack": _stack, "contextlib.AsyncExitStack": _stack, "contextlib.nullcontext": _plain,
    "contextlib.suppress": _suppress, "contextlib.redirect_stdout": _plain, "contextlib.redirect_stderr": _plain,
}
