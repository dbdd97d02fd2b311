"""Flask: `app.config` and how it is filled."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import class_attribute
from forklint.static.keys import store_foreign
from forklint.static.models.logs import dotted
from forklint.static.scope import Frame
from forklint.static.source import read_source
from forklint.static.values import (
    UNKNOWN,
    ClassValue,
    Defaulted,
    Descriptor,
    Instance,
    Mapping,
    ModuleValue,
    constant,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter

Args = list[Any]
Kwargs = dict[str, Any]


def _model(config: str, fill: Any) -> Any:
    """A method of one framework's configuration object."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        return fill(it, config, frame, args, kwargs, node)

    return model


def _put(it: Interpreter, config: str, values: dict[Any, Any]) -> None:
    """Only what is spelt in capitals is configuration."""
    for name, value in values.items():
        if isinstance(name, str) and name.isupper():
            store_foreign(it, config, name, value)


def _blur(it: Interpreter, config: str) -> None:
    """What nobody can read may replace everything."""
    for (owner, name), value in list(it.foreign_items.items()):
        if owner == config and constant(value):
            it.foreign_items[(owner, name)] = Defaulted(value)


def _from_object(it: Interpreter, config: str, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`from_object("config.Production")`, of a class, of a module, of an object."""
    what = dotted(it, frame, args[0], node) if args and isinstance(args[0], str) else (args or [UNKNOWN])[0]
    values = _members(what)
    if values is None:
        _blur(it, config)
    else:
        _put(it, config, values)
    return None


def _members(what: Any) -> dict[str, Any] | None:
    """The attributes of a configuration object; None where it is not known."""
    if isinstance(what, ModuleValue):
        return dict(what.scope.vars)
    if isinstance(what, Instance):
        return {**(_members(what.cls) or {}), **what.attributes}
    if not isinstance(what, ClassValue):
        return None
    names = {name for one in what.mro if isinstance(one, ClassValue) for name in one.namespace}
    found = {name: class_attribute(what, name) for name in names}
    return {name: UNKNOWN if isinstance(value, Descriptor) else value for name, value in found.items()}


def _from_file(it: Interpreter, config: str, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`from_pyfile("settings.cfg")`: a file of Python, read where it lies in the program."""
    name = args[0] if args else kwargs.get("filename")
    path = os.path.join(os.path.dirname(frame.module.file), name) if isinstance(name, str) else ""
    source = read_source(path, it.sources) if os.path.isfile(path) else None
    if source is None or source.tree is None:
        _blur(it, config)
        return UNKNOWN
    it.files.append(path)
    module = ModuleValue("config", it.display(path), False, path)
    module.scope = Frame("module", None, "config", module, frame, node, f"executes {name}", it.maybe)
    it.block(module.scope, source.tree.body)
    _put(it, config, module.scope.vars)
    return True


def _update(it: Interpreter, config: str, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`update(mapping, KEY=value)` and `from_mapping`."""
    for one in args:
        if isinstance(one, Mapping) and one.rest is None:
            _put(it, config, one.items)
        else:
            _blur(it, config)
    _put(it, config, kwargs)
    return None


def _get(it: Interpreter, config: str, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`get("KEY", default)`: a key that nobody was seen to set may be set all the same."""
    default = args[1] if len(args) > 1 else kwargs.get("default", UNKNOWN)
    if args and isinstance(args[0], str) and (config, args[0]) in it.foreign_items:
        return it.foreign_items[(config, args[0])]
    return Defaulted(default) if constant(default) else default


def _default(it: Interpreter, config: str, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`setdefault("KEY", value)`."""
    if len(args) == 2 and isinstance(args[0], str):
        known = it.foreign_items.get((config, args[0]))
        _put(it, config, {args[0]: args[1] if known is None else known})
    return _get(it, config, frame, args, kwargs, node)


def _unknown(it: Interpreter, config: str, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`from_envvar`, `from_prefixed_env`, `from_file`: the environment's part."""
    _blur(it, config)
    return UNKNOWN


_METHODS = {
    "from_object": _from_object, "from_pyfile": _from_file, "from_mapping": _update, "update": _update, "get": _get,
    "setdefault": _default, "from_envvar": _unknown, "from_prefixed_env": _unknown, "from_file": _unknown,
    "from_json": _unknown,
}
_CONFIGS = ("flask.Flask().config", "quart.Quart().config")
FUNCTIONS: dict[str, Any] = {
    f"{config}.{name}": _model(config, fill) for config in _CONFIGS for name, fill in _METHODS.items()
}
