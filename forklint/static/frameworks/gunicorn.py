"""gunicorn inside the program: a `BaseApplication`'s `load_config` is the master's, its `load` the workers'."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.knowledge.servers import configuration_hooks
from forklint.static.attributes import class_attribute
from forklint.static.effects import callable_value
from forklint.static.effects.registering import register
from forklint.static.values import UNKNOWN, Instance

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_BASES = ("gunicorn.app.base.BaseApplication", "gunicorn.app.base.Application", "gunicorn.app.wsgiapp.WSGIApplication")


def run(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`Standalone(app).run()`: the configuration is loaded in the master, the application in its workers."""
    instance = args[0] if args else None
    if isinstance(instance, Instance) and class_attribute(instance.cls, "load_config") is not None:
        it.call(frame, it.get(frame, instance, "load_config", node), [], {}, node)
    it.fork_point(frame, node, _BASES[0] + ".run", None, [])
    return UNKNOWN


def set_option(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`self.cfg.set("post_fork", function)`."""
    if len(args) == 2 and isinstance(args[0], str) and callable_value(args[1]):
        hook = configuration_hooks("gunicorn").get(args[0])
        if hook is not None:
            register(it, hook, args[1])
    return None


FUNCTIONS: dict[str, Any] = {
    **{f"{base}().run": run for base in _BASES}, **{f"{base}().cfg.set": set_option for base in _BASES},
}
