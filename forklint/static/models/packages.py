"""The modules in a package's folder: `pkgutil.iter_modules`, `os.listdir`, `glob`, and the paths they are given."""

from __future__ import annotations

import ast
import glob
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from forklint.static.models.records import made_class
from forklint.static.values import UNKNOWN, External, Instance, ModuleValue, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Args = list[Any]
Kwargs = dict[str, Any]
_MOST = 256
"""Modules of one folder; a larger one holds data."""


def _modules(walk: bool) -> Any:
    """`pkgutil.iter_modules(path, prefix)`, and `walk_packages`, which imports packages to get at what is in them."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        folders = args[0] if args else kwargs.get("path")
        prefix = args[1] if len(args) > 1 else kwargs.get("prefix", "")
        if not isinstance(prefix, str) or not _known(folders):
            return UNKNOWN
        found = [_info(it, frame, *one) for one in _below(it, frame, folders, prefix, node, walk)]
        return Sequence("list", found[:_MOST], None, it.maybe)

    return model


def _known(folders: Any) -> bool:
    return isinstance(folders, Sequence) and folders.rest is None and all(isinstance(one, str) for one in folders.items)


def _below(it: Interpreter, frame: Frame, folders: Any, prefix: str, node: ast.AST,
           walk: bool) -> Iterator[tuple[str, bool]]:
    """Name, and whether it is a package, in the order of the file system's names."""
    it.finder.listed.update(folders.items)
    for folder in folders.items:
        for name in _listed(folder):
            package = os.path.isfile(os.path.join(folder, name, "__init__.py"))
            stem = name if package else name.removesuffix(".py")
            if not stem.isidentifier() or stem == "__init__" or not (package or name.endswith(".py")):
                continue
            yield prefix + stem, package
            module = it.import_module(frame, prefix + stem, node) if walk and package else None
            if isinstance(module, ModuleValue):
                inner = module.scope.vars.get("__path__", UNKNOWN)
                yield from _below(it, frame, inner, f"{prefix}{stem}.", node, walk) if _known(inner) else ()


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _info(it: Interpreter, frame: Frame, name: str, package: bool) -> Instance:
    made = Instance(made_class(frame, "ModuleInfo", (External("typing.NamedTuple"),)), it.maybe)
    made.attributes = {"module_finder": UNKNOWN, "name": name, "ispkg": package}
    made.content = Sequence("tuple", [UNKNOWN, name, package], None, it.maybe)
    return made


def _path(name: str, work: Callable[..., Any]) -> Any:
    """A function of paths, where all of them are known."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        if not args or kwargs or not all(isinstance(one, str) for one in args):
            return External(f"{name}()")
        result = work(*args)
        return Sequence("tuple", list(result)) if isinstance(result, tuple) else result

    return model


def _listing(name: str, work: Callable[[str], list[str]], folders: Callable[[str], list[str]]) -> Any:
    """What lies in one of the program's own folders; what lies elsewhere is another machine's matter."""
    def model(it: Interpreter, frame: Frame, args: Args, kwargs: Kwargs, node: ast.AST) -> Any:
        where = args[0] if args and not kwargs else None
        if not isinstance(where, str) or not _inside(it, where):
            return External(f"{name}()")
        it.finder.listed.update(folders(where))
        return Sequence("list", work(where)[:_MOST], None, it.maybe)

    return model


def _folders(pattern: str) -> list[str]:
    """Where matches of a pattern may come and go."""
    folder = os.path.dirname(pattern)
    return [*glob.glob(folder), *_folders(folder)] if glob.has_magic(folder) else [folder]


def _inside(it: Interpreter, path: str) -> bool:
    return any(os.path.join(path, "").startswith(os.path.join(root, "")) for root in it.plan.roots)


_PATHS: dict[str, Any] = {"dirname": os.path.dirname, "abspath": os.path.abspath, "realpath": os.path.abspath,
          "basename": os.path.basename, "splitext": os.path.splitext, "join": os.path.join}
FUNCTIONS: dict[str, Any] = {
    "pkgutil.iter_modules": _modules(walk=False), "pkgutil.walk_packages": _modules(walk=True),
    **{f"os.path.{name}": _path(f"os.path.{name}", work) for name, work in _PATHS.items()},
    "os.listdir": _listing("os.listdir", _listed, lambda folder: [folder]),
    "glob.glob": _listing("glob.glob", lambda pattern: sorted(glob.glob(pattern)), _folders),
}
