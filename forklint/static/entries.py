"""In a folder, which modules does a server load? Scripts beside an application that nothing imports are run by hand."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from forklint.static.scope import Frame
from forklint.static.values import External, FunctionValue, Handle, Instance, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.resources import LiveResource

_APPLICATIONS = frozenset({"app", "application", "wsgi_app", "asgi_app", "api", "server", "celery", "celery_app"})
_SCRIPT_FOLDERS = frozenset({"bin", "examples", "script", "scripts", "tool", "tools", "utils_scripts"})
_SCRIPT_IMPORTS = frozenset({"argparse", "optparse", "click", "fire", "typer", "docopt"})


def scripts(it: Interpreter) -> set[str]:
    """Shown paths of modules that only a person runs, where some module defines the application."""
    if it.plan.calls or len(it.plan.modules) < 2:
        return set()
    modules = [one for one in it.modules.values() if isinstance(one, ModuleValue) and one.path]
    entries = [one.path for one in modules if _defines_application(one)]
    if not entries:
        return set()
    served = _closure(it, entries)
    return {one.path for one in modules if one.path not in served and _is_script(one)}


def outside(it: Interpreter, live: list[LiveResource]) -> list[LiveResource]:
    """The resources that no script alone has made."""
    by_hand = scripts(it) if live else set()
    return [one for one in live if not by_hand or root_of((one.live or one.made).frame).path not in by_hand]


def root_of(frame: Frame) -> Frame:
    """The outermost frame of a trail: the module that the master loads first."""
    while frame.caller is not None:
        frame = frame.caller
    return frame


def _defines_application(module: ModuleValue) -> bool:
    """Whether the module itself binds a name like `app` to what a call returned, or defines it."""
    for name in _APPLICATIONS & module.scope.vars.keys():
        value, node = module.scope.vars[name], module.scope.places.get(name)
        made = isinstance(value, Handle | Instance) or (isinstance(value, External) and value.name.endswith(")"))
        if isinstance(node, ast.Name) and made:
            return True
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and isinstance(value, FunctionValue):
            return len(node.args.args) in (2, 3)
    return False


def _closure(it: Interpreter, entries: list[str]) -> set[str]:
    seen, stack = set(entries), list(entries)
    while stack:
        for path in it.edges.get(stack.pop(), ()):
            if path not in seen:
                seen.add(path)
                stack.append(path)
    return seen


def _is_script(module: ModuleValue) -> bool:
    """A file outside packages that asks for arguments, waits, or guards a main part; or one in a scripts folder."""
    if set(module.path.split("/")[:-1]) & _SCRIPT_FOLDERS:
        return True
    return "." not in module.name and any(_like_a_script(statement) for statement in module.body)


def _like_a_script(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Import):
        return any(alias.name.partition(".")[0] in _SCRIPT_IMPORTS for alias in statement.names)
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "").partition(".")[0] in _SCRIPT_IMPORTS
    if isinstance(statement, ast.If):
        return "__name__" in {node.id for node in ast.walk(statement.test) if isinstance(node, ast.Name)}
    return isinstance(statement, ast.While)
