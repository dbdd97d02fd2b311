"""Lazy proxies of libraries (`LocalProxy`, `SimpleLazyObject`): what is done with one is done with what it stands for.

A proxy is an object of a class that has every special method, so that all syntax leads to its target.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.effects import callable_value
from forklint.static.models.records import made_class, method, passed
from forklint.static.values import UNKNOWN, External, Instance, Mapping, Partial, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]
_FACTORY, _MADE, _ONCE = "(factory)", "(made)", "(once)"
_SYNTAX = ("__getattr__", "__call__", "__iter__", "__next__", "__len__", "__bool__", "__getitem__", "__setitem__",
           "__contains__", "__enter__", "__exit__", "__str__", "__eq__")


def _proxy(once: bool) -> Any:
    """A class of proxies; `once`: whether its objects keep what their function gave."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        factory = next((one for one in (*args[:1], *kwargs.values()) if callable_value(one)), None)
        if factory is None:
            return External("(proxy)()")
        made = Instance(made_class(frame, "(proxy)", ()), it.maybe)
        made.cls.namespace.update({name: method(name + _OF_PROXY) for name in _SYNTAX})
        made.attributes = {_FACTORY: factory, _ONCE: once}
        return made

    return model


def _lazy(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`lazy(function, str)`: called, it gives a proxy of what the function will give for these arguments."""
    return Partial(External("(lazy)"), args[:1], {}) if args else UNKNOWN


def _lazily_called(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    if not callable_value(args[0]):
        return UNKNOWN
    return _proxy(once=False)(it, frame, [Partial(args[0], args[1:], kwargs)], {}, node)


def _target(it: Interpreter, frame: Frame, proxy: Instance, node: ast.AST) -> Any:
    if _MADE in proxy.attributes:
        return proxy.attributes[_MADE]
    made = it.call(frame, proxy.attributes[_FACTORY], [], {}, node)
    if proxy.attributes[_ONCE]:
        proxy.attributes[_MADE] = made
    return made


def _done(name: str) -> Any:
    """A special method of proxies."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        target = _target(it, frame, args[0], node)
        if name == "__getattr__":
            return it.get(frame, target, args[1], node)
        if name == "__call__":
            return it.call(frame, target, args[1:], passed(kwargs), node)
        if isinstance(target, Sequence | Mapping):
            return it.call(frame, it.get(frame, target, name, node), args[1:], {}, node)
        return it.special(frame, target, name, args[1:], node)

    return model


_OF_PROXY = " of a proxy"
FUNCTIONS: dict[str, Any] = {
    **{name + _OF_PROXY: _done(name) for name in _SYNTAX},
    "werkzeug.local.LocalProxy": _proxy(once=False), "celery.local.Proxy": _proxy(once=False),
    **dict.fromkeys(("django.utils.functional.SimpleLazyObject", "lazy_object_proxy.Proxy", "celery.local.PromiseProxy",
                     "wrapt.LazyObjectProxy"), _proxy(once=True)),
    "django.utils.functional.lazy": _lazy, "(lazy)": _lazily_called,
}
