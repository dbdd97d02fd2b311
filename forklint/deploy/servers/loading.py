"""What a subclass of gunicorn's application loads, and when.

https://gunicorn.org/custom/: `load()` is called in the master only where the application is preloaded. An object that
the program makes before `run()`, and that `load()` merely returns, is in the master all the same.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from forklint.model.levels import Ternary

EXISTS = "the program makes the application before run(): it is in the master, whatever preload_app says"
_LOADERS = ("import_app", "import_module", "load_wsgiapp", "__import__")
IN_LOAD = "load() imports the application, and is called in each worker; the program itself is in the master"
_UNKNOWN = "whether load() makes the application, or returns one that exists, is not clear"


def settings(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What dictionaries, keywords and `cfg.set(name, value)` of the file name: they are its settings, most likely."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, value
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg, node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "set" and len(node.args) == 2:
            name = node.args[0]
            yield (str(name.value) if isinstance(name, ast.Constant) else ""), node.args[1]


def preloads(cls: ast.ClassDef, setting: ast.expr | None) -> tuple[Ternary, str]:
    """Whether the application is in the master: by the setting, or because `load()` returns one that exists."""
    load = method(cls, "load")
    if isinstance(setting, ast.Constant) and setting.value:
        return Ternary.YES, ""
    inside = list(ast.walk(load)) if load else []
    if load and _returns_what_exists(inside):
        return Ternary.YES, EXISTS
    if setting is not None and not isinstance(setting, ast.Constant):
        return Ternary.UNKNOWN, "preload_app depends on what is known only where it is served"
    if load is None:
        return Ternary.NO, ""
    imports = any(isinstance(node, ast.Import | ast.ImportFrom) or _loads(node) for node in inside)
    return (Ternary.NO, IN_LOAD) if imports else (Ternary.UNKNOWN, _UNKNOWN)


def method(cls: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    """A method that the class itself defines."""
    return next((node for node in cls.body if isinstance(node, ast.FunctionDef) and node.name == name), None)


def _returns_what_exists(inside: list[ast.AST]) -> bool:
    """Every `return` gives back an attribute or a name, and nothing is imported or called on the way."""
    returned = [node.value for node in inside if isinstance(node, ast.Return)]
    made = any(isinstance(node, ast.Call | ast.Import | ast.ImportFrom) for node in inside)
    return bool(returned) and not made and all(isinstance(value, ast.Attribute | ast.Name) for value in returned)


def _loads(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "attr", getattr(node.func, "id", "")) in _LOADERS
