"""Pyramid: `config.include("package.module")` imports a module and calls its `includeme`; `scan` imports submodules."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING, Any

from forklint.static.imports import absolute
from forklint.static.values import UNKNOWN, External, FunctionValue, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_CONFIGURATOR = "pyramid.config.Configurator()"


def include(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`config.include(".db")`, `config.include(function)`, `config.include("package.module.function")`."""
    what = args[0] if args else kwargs.get("callable", UNKNOWN)
    module = _module(it, frame, what, node)
    function = module.scope.vars.get("includeme") if isinstance(module, ModuleValue) else what
    if isinstance(function, FunctionValue) and it.active.get(function.node, 0) == 0:
        it.call(frame, function, [External(_CONFIGURATOR)], {}, node)
    return None


def scan(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`config.scan()`: every module of the package is imported."""
    package = _module(it, frame, args[0] if args else ".", node)
    if isinstance(package, ModuleValue) and package.package and package.file:
        for name in sorted(os.listdir(os.path.dirname(package.file))):
            stem = name.removesuffix(".py")
            if stem.isidentifier() and it.finder.find(f"{package.name}.{stem}"):
                it.import_module(frame, f"{package.name}.{stem}", node)
    return None


def _module(it: Interpreter, frame: Frame, what: Any, node: ast.AST) -> Any:
    if not isinstance(what, str):
        return what
    level = len(what) - len(what.lstrip("."))
    name = absolute(frame.module, what.lstrip("."), level) if level else what
    return it.import_module(frame, name, node) if it.finder.find(name) else External(name)


FUNCTIONS: dict[str, Any] = {f"{_CONFIGURATOR}.include": include, f"{_CONFIGURATOR}.scan": scan}
