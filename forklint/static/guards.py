"""Process-id guards that load time did not run into: a class that renews a resource where the pid differs."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from forklint.static.trees import whole_body
from forklint.static.values import ClassValue, Descriptor, FunctionValue, Handle, Instance, ModuleValue, Pid, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.resources import LiveResource


Holders = dict[int, list[tuple[object, str]]]
"""Resource (by id) -> the owners that hold it, and under which name."""


def pid_guarded(it: Interpreter, resource: LiveResource, holders: Holders) -> bool:
    """Whether an owner of the resource compares process ids and then replaces or closes it."""
    for listened, function in it.pid_listeners:
        if listened is resource and _compares(_whole(it, function)):
            return True
    if any(name == resource.type.name and _compares(_whole(it, function)) for name, function in it.pid_types):
        return True
    held = holders.get(id(resource), ())
    if resource.call == "os.getpid":
        modules = {resource.made.frame.module, *filter(None, (_module_of(owner) for owner, _ in held))}
        return any(_compares(node) for module in modules for node in whole_body(it, module))
    return any(_renews(_functions(it, owner), name) for owner, name in held)


def _module_of(owner: object) -> ModuleValue | None:
    """The source around a kept pid: where that compares pids, the kept one is what it compares with."""
    module = owner if isinstance(owner, ModuleValue) else getattr(owner, "module", None)
    module = owner.cls.module if isinstance(owner, Instance) else module
    return module if isinstance(module, ModuleValue) else None


def holders_of(it: Interpreter) -> Holders:
    """Who holds which resource: modules, classes and instances, each under a name."""
    found: Holders = {}
    stack: list[object] = list(it.modules.values())
    seen: set[int] = set()
    while stack:
        owner = stack.pop()
        if id(owner) in seen:
            continue
        seen.add(id(owner))
        for name, value in _names(owner).items():
            for one in each(value) if name != "*" else ():
                if isinstance(one, Handle | Pid) and one.resource is not None:
                    found.setdefault(id(one.resource), []).append((owner, name))
                elif isinstance(one, Instance | ClassValue):
                    stack.append(one)
    return found


def _names(owner: object) -> dict[str, object]:
    if isinstance(owner, ModuleValue):
        return owner.scope.vars
    if isinstance(owner, Instance):
        return owner.attributes
    return owner.namespace if isinstance(owner, ClassValue) else {}


def _functions(it: Interpreter, owner: object) -> list[ast.AST]:
    """The functions that may guard: methods of the instance's class, functions of the module."""
    if isinstance(owner, Instance):
        classes = [one for one in owner.cls.mro if isinstance(one, ClassValue)]
        values = [value for one in classes for value in one.namespace.values()]
    else:
        values = list(_names(owner).values())
    functions = [one.function if isinstance(one, Descriptor) else one for one in values]
    found = [one for one in functions if isinstance(one, FunctionValue)]
    return [_whole(it, one) for one in found]


def _whole(it: Interpreter, function: FunctionValue) -> ast.AST:
    it.restore(function.node, function.module)
    return function.node


def _renews(functions: list[ast.AST], name: str) -> bool:
    """Some function compares pids, and what it or a sibling that it calls does binds the name again."""
    binders = {getattr(node, "name", "") for node in functions if _binds(node, name)}
    for node in functions:
        if _compares(node) and (getattr(node, "name", "") in binders or _calls(node) & binders):
            return True
    return False


def _compares(node: ast.AST) -> bool:
    """Whether a function compares something with `os.getpid()`, or with a name that holds it."""
    holders = {"getpid"}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and _mentions(inner.value, holders):
            holders |= {target.id for target in inner.targets if isinstance(target, ast.Name)}
    return any(isinstance(inner, ast.Compare) and _mentions(inner, holders) for inner in ast.walk(node))


def _mentions(node: ast.AST, names: set[str]) -> bool:
    return any(getattr(inner, "attr", getattr(inner, "id", "")) in names for inner in ast.walk(node)
               if isinstance(inner, ast.Attribute | ast.Name))


def _binds(node: ast.AST, name: str) -> bool:
    """Whether a function assigns the attribute or global again, or closes it."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Attribute | ast.Name) and isinstance(inner.ctx, ast.Store | ast.Del):
            bound = getattr(inner, "attr", getattr(inner, "id", "")) == name
        elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            bound = inner.func.attr in _CLOSERS and _mentions(inner.func.value, {name})
        else:
            continue
        if bound:
            return True
    return False


_CLOSERS = ("dispose", "close", "disconnect", "reset")


def _calls(node: ast.AST) -> set[str]:
    return {getattr(inner.func, "attr", getattr(inner.func, "id", "")) for inner in ast.walk(node)
            if isinstance(inner, ast.Call)}
