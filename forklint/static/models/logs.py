"""`logging.config.dictConfig`: handler classes that a dictionary names by string are made at once."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.imports import by_name
from forklint.static.values import UNKNOWN, Mapping

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_NOT_ARGUMENTS = {"class", "()", "level", "formatter", "filters", "."}


def configure(it: Interpreter, frame: Frame, config: Any, node: ast.AST) -> None:
    """Make the handlers, filters and formatters of a logging configuration."""
    if not isinstance(config, Mapping):
        return
    for section in ("filters", "formatters", "handlers"):
        entries = config.items.get(section)
        if isinstance(entries, Mapping):
            for entry in entries.items.values():
                _make(it, frame, entry, node)


def _make(it: Interpreter, frame: Frame, entry: Any, node: ast.AST) -> None:
    if not isinstance(entry, Mapping):
        return
    factory = entry.items.get("()", entry.items.get("class"))
    if isinstance(factory, str):
        factory = dotted(it, frame, factory, node)
    if factory is None:
        return
    kwargs = {key: value for key, value in entry.items.items() if isinstance(key, str) and key not in _NOT_ARGUMENTS}
    it.kept.append(it.call(frame, factory, [], kwargs, node))


def dotted(it: Interpreter, frame: Frame, name: str, node: ast.AST) -> Any:
    """The object that a dotted string names: `pkg.module`, `pkg.module.Class`, `pkg.module:Class`."""
    name = name.replace(":", ".")
    if it.finder.find(name):
        return it.import_module(frame, name, node)
    module, _, attribute = name.rpartition(".")
    if not module:
        return UNKNOWN
    owner = it.import_module(frame, module, node)
    return it.get(frame, owner, attribute, node)


def _dict_config(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    configure(it, frame, args[0] if args else kwargs.get("config"), node)
    return None


def _import_string(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`import_string("pkg.module.Class")`."""
    given = args[0] if args else None
    return by_name(it, given, lambda name: dotted(it, frame, name, node) if isinstance(name, str) else UNKNOWN)


FUNCTIONS: dict[str, Any] = {
    "logging.config.dictConfig": _dict_config, "django.utils.module_loading.import_string": _import_string,
    "importlib.import_string": _import_string, "werkzeug.utils.import_string": _import_string,
}
