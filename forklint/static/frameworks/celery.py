"""Celery: the modules of tasks that a worker's parent imports before it forks, and the objects that tasks are."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.effects import call_external
from forklint.static.frameworks import django
from forklint.static.values import ClassValue, External, ModuleValue, Sequence, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]
_SETTINGS = ("imports", "include", "CELERY_IMPORTS", "CELERY_INCLUDE")


def _application(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`Celery("shop", include=["shop.jobs"])`."""
    _want(it, frame, _names(kwargs.get("include")), node)
    return call_external(it, frame, External("celery.Celery"), args, kwargs, node)


def _configure(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`config_from_object("shop.celeryconfig")`: the worker reads the module when it starts."""
    what = args[0] if args else kwargs.get("obj")
    if isinstance(what, str):
        _want(it, frame, [what], node)
    return None


def _discover(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`autodiscover_tasks(["shop"])`: `shop.tasks`; without packages, that of every application of Django."""
    related = args[1] if len(args) > 1 else kwargs.get("related_name", "tasks")
    suffix = f".{related}" if isinstance(related, str) else ""
    packages = _names(args[0] if args else kwargs.get("packages"))
    _want(it, frame, [f"{package}{suffix}" for package in packages or [""]], node)
    return None


def _task(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    """`@app.task(base=DatabaseTask)`: the worker's parent makes an object of that class for the task."""
    base = kwargs.get("base")
    if isinstance(base, ClassValue):
        it.classes_of_tasks.append((frame, base, node))
    return None


def _shared_task(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
    _task(it, frame, args, kwargs, node)
    return call_external(it, frame, External("celery.shared_task"), args, kwargs, node)


def _want(it: Interpreter, frame: Frame, names: list[str], node: ast.AST) -> None:
    it.imports_of_celery += [(frame, name, node) for name in names]


def _names(value: Any) -> list[str]:
    found = [one for one in each(value) if isinstance(one, Sequence)]
    return [name for one in found for name in one.items if isinstance(name, str)]


def finish(it: Interpreter) -> None:
    """A worker's parent sets Django up, if it is there, and imports what was named; a web server does not."""
    wanted = [one for one in it.imports_of_celery if _is_worker(it, one[0])]
    if wanted:
        django.setup(it, wanted[0][0], [], {}, wanted[0][2])
    for frame, name, node in wanted:
        module = _load(it, frame, name, node)
        if isinstance(module, ModuleValue):
            for inner in [inner for setting in _SETTINGS for inner in _names(module.scope.vars.get(setting))]:
                _load(it, module.scope, inner, node)
    for frame, base, node in it.classes_of_tasks if _has_worker(it) else ():
        it.kept.append(it.call(frame, base, [], {}, node))


def _load(it: Interpreter, frame: Frame, name: str, node: ast.AST) -> Any:
    if name.startswith("."):
        django.import_each(it, frame, django.installed(it, frame, node), name[1:], node)
        return None
    return it.import_module(frame, name, node) if it.finder.find(name) else None


def _has_worker(it: Interpreter) -> bool:
    """Whether a worker of Celery is what is looked at."""
    return it.plan.server == "celery"


def _is_worker(it: Interpreter, frame: Frame) -> bool:
    """Whether Celery is the server; where none is known, whether the application is what was to be loaded."""
    if it.plan.server:
        return _has_worker(it)
    return any(planned.name == frame.module.name for planned in it.plan.modules)


FUNCTIONS: dict[str, Any] = {
    "celery.Celery": _application, "celery.app.base.Celery": _application,
    "celery.shared_task": _shared_task, "celery.app.shared_task": _shared_task,
}
MEMBERS: dict[str, Any] = {
    "celery.Celery.task": _task,
    "celery.Celery.config_from_object": _configure, "celery.Celery.autodiscover_tasks": _discover,
}
"""What a member of a library's object does beside what the facts say of it."""
