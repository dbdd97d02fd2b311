"""Providers of dependency-injector: called, they call what they were made of, with what other providers give."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.iteration import first
from forklint.static.models.records import made_class, method, passed
from forklint.static.values import UNKNOWN, ClassValue, Instance, Mapping, Sequence, Suspended

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]
_PROVIDER, _PARTS, _NAMED, _ONCE, _MADE = "(provider)", "(parts)", "(named parts)", "(once)", "(made)"


def _provider(kind: str, once: bool) -> Any:
    """A class of providers; `once`: whether its objects give the same thing each time."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        made = Instance(made_class(frame, kind, ()), it.maybe)
        made.cls.namespace["__call__"] = method(_PROVIDER)
        made.attributes = {_PARTS: Sequence("tuple", list(args)), _NAMED: Mapping(dict(kwargs)), _ONCE: once}
        return made

    return model


def _provide(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`container.db()`: what is given to the call stands behind what the provider was made with."""
    provider, *given = args
    known = provider.attributes
    if _MADE in known:
        return known[_MADE]
    factory, *parts = (_injected(it, frame, one, node) for one in known[_PARTS].items or [UNKNOWN])
    named = {name: _injected(it, frame, one, node) for name, one in known[_NAMED].items.items()}
    made = it.call(frame, factory, [*parts, *given], {**named, **passed(kwargs)}, node)
    if isinstance(made, Suspended):
        made = first(it, frame, made, node)
    if known[_ONCE]:
        known[_MADE] = made
    return made


def _injected(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> Any:
    provider = isinstance(value, Instance) and _PARTS in value.attributes
    return it.call(frame, value, [], {}, node) if provider else value


def _init_resources(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`container.init_resources()`: every resource of the container."""
    classes = [one for one in args[0].cls.mro if isinstance(one, ClassValue)] if args else []
    for value in [value for one in classes for value in one.namespace.values()]:
        if isinstance(value, Instance) and value.cls.name.endswith(".Resource") and _PARTS in value.attributes:
            it.call(frame, value, [], {}, node)
    return None


_KINDS = {"Singleton": True, "ThreadSafeSingleton": True, "ThreadLocalSingleton": True, "ContextLocalSingleton": True,
          "Resource": True, "Factory": False, "Callable": False, "Coroutine": False}
FUNCTIONS: dict[str, Any] = {
    **{f"dependency_injector.providers.{kind}": _provider(kind, once) for kind, once in _KINDS.items()},
    _PROVIDER: _provide,
    **{f"dependency_injector.containers.{kind}Container().init_resources": _init_resources
       for kind in ("Declarative", "Dynamic")},
}
