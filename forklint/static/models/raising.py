"""Whether a handler catches what was raised."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from forklint.static.values import ClassValue, External, Instance, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def catches(it: Interpreter, handler: Any, raised: Any) -> bool | None:
    """Three-valued: by the program's classes, or by the hierarchy of the builtin exceptions."""
    if isinstance(handler, Sequence):
        verdicts = [catches(it, one, raised) for one in handler.items]
        return True if True in verdicts else (None if None in verdicts else False)
    caught, thrown = _builtin(handler), _builtin(raised)
    if caught is not None and thrown is not None:
        return issubclass(thrown, caught)
    cls = raised.cls if isinstance(raised, Instance) else raised
    if isinstance(cls, ClassValue):
        return _program(cls, handler, caught)
    return None


def _program(cls: ClassValue, handler: Any, caught: type[BaseException] | None) -> bool | None:
    if isinstance(handler, ClassValue):
        return handler in cls.mro
    bases = [base for one in cls.mro if (base := _builtin(one)) is not None]
    if caught is None:
        return None
    return any(issubclass(base, caught) for base in bases)


def _builtin(value: Any) -> type[BaseException] | None:
    """The builtin exception class that a name or a call of it stands for."""
    if not isinstance(value, External) or not value.name.startswith("builtins."):
        return None
    found = getattr(builtins, value.name.removeprefix("builtins.").removesuffix("()"), None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None
