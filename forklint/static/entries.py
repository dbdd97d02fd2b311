"""In a folder, which modules does a server load? Scripts beside an application that nothing imports are run by hand."""

from __future__ import annotations

import ast
import os
from typing import TYPE_CHECKING

from forklint.model.plan import PlannedModule
from forklint.static.scope import Frame
from forklint.static.scripts import script_like
from forklint.static.source import read_source
from forklint.static.values import External, FunctionValue, Handle, Instance, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.resources import LiveResource

_APPLICATIONS = frozenset({"app", "application", "wsgi_app", "asgi_app", "api", "server", "celery", "celery_app"})
_QUEUE = "celery.Celery"
"""What no web server serves, though it is called `app`."""
_OF_DJANGO = frozenset({"admin", "apps", "models", "settings"})
_OF_CELERY = frozenset({"celery", "celery_app", "tasks", "worker", "workers"})
"""Modules that Django and Celery find by their names, without an import that names them."""
_FEW = 20
"""In a folder of fewer modules, all may be what a server loads."""
_SCRIPT_FOLDERS = frozenset({"bin", "examples", "script", "scripts", "tool", "tools", "utils_scripts"})


def settled(it: Interpreter, planned: list[PlannedModule], gateways: bool) -> bool:
    """Whether these modules are what a server loads, so that nothing else of the folder is.

    Gateways (`wsgi.py`) that define the application say so; modules like `app.py` do in folders of some size.
    """
    if it.plan.calls or it.dynamic_imports or (not gateways and len(it.plan.modules) < _FEW):
        return False
    return any(_defines_application(one) for one in _loaded(it, planned))


def run_by_hand(it: Interpreter, planned: PlannedModule, entries: list[PlannedModule]) -> bool:
    """Whether a module that is still to be loaded is a script beside an application that does not import it."""
    if it.plan.calls or not any(_defines_application(one) for one in _loaded(it, entries)):
        return False
    source = read_source(planned.path, it.sources)
    module = ModuleValue(planned.name, planned.path, False, planned.path)
    module.script = script_like(source)
    module.executable = source.text.startswith(b"#!")
    return _is_script(module, _top(it))


def defines_application(it: Interpreter, web: bool = False) -> bool:
    """Whether any module that was loaded defines an application, or one that a web server may serve."""
    return any(_defines_application(one, web) for one in it.modules.values() if isinstance(one, ModuleValue))


def _loaded(it: Interpreter, planned: list[PlannedModule]) -> list[ModuleValue]:
    found = [it.modules.get(one.name) for one in planned]
    return [one for one in found if isinstance(one, ModuleValue)]


def _top(it: Interpreter) -> str:
    return os.path.commonpath([os.path.dirname(one.path) for one in it.plan.modules])


def by_convention(planned: PlannedModule, installed: bool) -> bool:
    """Whether a framework finds the module by its name; what Django finds is loaded where its settings are known."""
    last = planned.name.rpartition(".")[2]
    return last in _OF_CELERY or (last in _OF_DJANGO and not installed)


def outside(it: Interpreter, live: list[LiveResource]) -> list[LiveResource]:
    """The resources that a server's load makes: not those of scripts beside an application."""
    if not live or it.plan.calls or len(it.plan.modules) < 2:
        return live
    modules = [one for one in it.modules.values() if isinstance(one, ModuleValue) and one.path]
    entries = [one for one in modules if _defines_application(one)]
    if not entries:
        return live
    top = _top(it)
    served = _closure(it, [one.path for one in entries])
    left_out = {one.path for one in modules if one.path not in served and _is_script(one, top)}
    by_hand = [one for one in live if one.made_in == "load" and _only_in(left_out, (one.live or one.made).frame)]
    for one in by_hand:
        place = (one.live or one.made).place()
        it.gap(place.path, place.line, f"{one.call}: not judged, because {entries[0].path} does not load this module")
    return [one for one in live if one not in by_hand]


def _only_in(left_out: set[str], frame: Frame | None) -> bool:
    """Whether every module that was being executed is one that no server loads."""
    modules = set()
    while frame is not None:
        if frame.kind == "module":
            modules.add(frame.path)
        frame = frame.caller
    return bool(modules) and modules <= left_out


def _defines_application(module: ModuleValue, web: bool = False) -> bool:
    """Whether the module itself binds a name like `app` to what a call returned, or defines it."""
    for name in _APPLICATIONS & module.scope.vars.keys():
        value, node = module.scope.vars[name], module.scope.places.get(name)
        if web and isinstance(value, Handle) and value.type.name == _QUEUE:
            continue
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


def _is_script(module: ModuleValue, top: str) -> bool:
    """A file outside packages that asks for arguments, waits, or guards a main part; one in a scripts folder; `#!`."""
    if module.executable or set(module.file.removeprefix(top).split("/")[:-1]) & _SCRIPT_FOLDERS:
        return True
    return "." not in module.name and module.script
