"""Methods of texts and other constants."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import elements
from forklint.static.values import UNKNOWN, Defaulted, Pid, Sequence, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]

_TEXT = {"lower", "upper", "strip", "lstrip", "rstrip", "split", "rsplit", "startswith", "endswith", "replace",
         "partition", "rpartition", "title", "capitalize", "casefold", "isdigit", "removeprefix", "removesuffix",
         "encode", "count", "find", "isupper", "islower"}


def method(it: Interpreter, frame: Frame, receiver: Any, name: str, args: Args, node: ast.AST) -> Any:
    """Call a method of a text: the result where everything is known."""
    pid = next((one for one in args if isinstance(one, Pid)), None)
    if pid is not None:
        return pid
    if name == "join" and args:
        return _joined(receiver, elements(it, frame, args[0], node))
    plain = receiver.value if isinstance(receiver, Defaulted) else receiver
    if name not in _TEXT or not isinstance(plain, str) or not all(map(constant, args)):
        return UNKNOWN
    try:
        made = getattr(plain, name)(*args)
    except (TypeError, ValueError, UnicodeError):
        return UNKNOWN
    if isinstance(made, list | tuple):
        return Sequence("list" if isinstance(made, list) else "tuple", list(made))
    return Defaulted(made) if isinstance(receiver, Defaulted) else made


def _joined(receiver: Any, parts: Sequence) -> Any:
    pid = next((one for one in parts.items if isinstance(one, Pid)), None)
    if pid is not None:
        return pid
    if isinstance(receiver, str) and parts.rest is None and all(isinstance(one, str) for one in parts.items):
        return receiver.join(parts.items)
    return UNKNOWN
