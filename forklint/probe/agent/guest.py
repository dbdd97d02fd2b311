"""The agent's own view of Python: whatever the application replaces, its guest finds what Python came with.

Applications replace functions of the standard library (gevent, freezegun) and of the builtins. So the agent's modules
are executed with builtins of their own, in which `import os` gives a view of `os`: its functions are those of now for
good, and all else is what it is when it is asked for. What is in `servers/` is no guest: it acts as the server.
"""

from __future__ import annotations

import builtins
import sys
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import Any

PACKAGE = "_forklint_agent"
SERVERS = f"{PACKAGE}.servers"
VIEWED = (
    "_imp", "_json", "_socket", "_thread", "faulthandler", "fcntl", "gc", "json", "os", "select", "signal", "stat",
    "struct", "sys", "threading", "time",
)  # fmt: skip
"""Modules whose functions applications replace, or could."""
OWN = ("contextlib",)
"""Modules in Python that the agent uses throughout, and that use the builtins."""


class View(ModuleType):
    """A module as it was, as far as its functions are concerned. What the agent sets, everybody sees."""

    def __init__(self, viewed: Any) -> None:
        super().__init__(viewed.__name__)
        self.__dict__.update({name: value for name, value in viewed.__dict__.items() if callable(value)})
        self.__dict__["_viewed"] = viewed

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_viewed"], name)

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value
        setattr(self.__dict__["_viewed"], name, value)


class Guest:
    """Loads the agent's modules, each once."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._original = builtins.__import__
        self._builtins = {**builtins.__dict__, "__import__": self._import}
        self._loaded: dict[str, Any] = {}
        self._views: dict[str, Any] = {name: View(self._original(name)) for name in VIEWED}
        for name in OWN:
            self._views[name] = self._executed(name, str(self._original(name).__file__))

    def load(self, name: str) -> Any:
        """One of the agent's modules, by its whole name."""
        found = self._loaded.get(name) or sys.modules.get(name)
        if found is None:
            file = "/".join([self._folder, *name.split(".")[1:]])
            package = file if self._is_folder(file) else ""
            found = self._executed(name, f"{file}/__init__.py" if package else f"{file}.py", package)
            parent, _, last = name.rpartition(".")
            setattr(self._loaded.get(parent) or sys.modules[parent], last, found)
        return found

    def _executed(self, name: str, file: str, package: str = "") -> Any:
        module: Any = ModuleType(name)
        module.__dict__.update(__file__=file, __builtins__=self._builtins)
        module.__package__ = name if package else name.rpartition(".")[0]
        if package:
            module.__path__ = [package]
        if name.startswith(PACKAGE):
            self._loaded[name] = sys.modules[name] = module
        code: Any = SourceFileLoader(name, file).get_code(name)
        exec(code, module.__dict__)  # noqa: S102 - as the import system does
        return module

    def _import(self, name: str, its: Any = None, local: Any = None, wanted: Any = (), level: int = 0) -> Any:
        """As the builtin of this name, for the agent's own modules and for those that it has a view of."""
        if level:
            package = its["__package__"].rsplit(".", level - 1)[0]
            return self._from(f"{package}.{name}" if name else package, wanted)
        if name.startswith(f"{PACKAGE}.") and not name.startswith(SERVERS):
            return self._from(name, wanted)
        view = self._views.get(name)
        return view if view is not None else self._original(name, its, local, wanted, level)

    def _from(self, name: str, wanted: Any) -> Any:
        """A module of the agent's, with those of its own modules loaded that are wanted from it."""
        module = sys.modules[PACKAGE] if name == PACKAGE else self.load(name)
        for one in wanted or ():
            if not hasattr(module, one):
                self.load(f"{name}.{one}")
        return module

    def _is_folder(self, path: str) -> bool:
        try:
            return bool(self._views["stat"].S_ISDIR(self._views["os"].stat(path).st_mode))
        except OSError:
            return False
