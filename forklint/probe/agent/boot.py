"""The first thing that a master executes: `PYTHON boot.py`, with the configuration in an environment variable."""

import builtins
import contextlib
import os
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from typing import Any

VARIABLE = "FORKLINT_PROBE"
PACKAGE = "_forklint_agent"
HERE = os.path.dirname(os.path.abspath(__file__))


def start() -> Any:
    """Load the agent's package and connect it; returns the agent."""
    return install().load(f"{PACKAGE}.agent").Agent.from_text(os.environ.pop(VARIABLE))


def install() -> Any:
    """Make the package importable without a trace on `sys.path`, where it could shadow the application's modules.

    Returns the `guest.Guest` that loads its modules.
    """
    if PACKAGE not in sys.modules:
        package: Any = type(sys)(PACKAGE)
        package.__path__ = [HERE]
        sys.modules[PACKAGE] = package
        with _undisturbed():
            package.guest = _guest()
            package.guest.load(f"{PACKAGE}.agent")
    return sys.modules[PACKAGE].guest


def _guest() -> Any:
    """The loader is itself loaded as what it loads: with builtins of its own."""
    names: dict[str, Any] = {"__name__": f"{PACKAGE}.guest", "__builtins__": dict(vars(builtins))}
    code: Any = SourceFileLoader(names["__name__"], f"{HERE}/guest.py").get_code(names["__name__"])
    exec(code, names)  # noqa: S102 - as the import system does
    return names["Guest"](HERE)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Python's own modules come from its own folder, whatever PYTHONPATH has put before that.

    The application will find there what it would have found without us.
    """
    library, path, known = os.path.dirname(os.__file__), sys.path[:], set(sys.modules)
    first = next((index for index, folder in enumerate(path) if folder.startswith(library)), 0)
    sys.path[:] = path[first:]
    try:
        yield
    finally:
        sys.path[:] = path
        for name in set(sys.modules) - known if first else ():
            if any(_has(folder, name.partition(".")[0]) for folder in path[:first]):
                del sys.modules[name]


def _has(folder: str, name: str) -> bool:
    return any(os.path.exists(f"{folder}/{name}{end}") for end in (".py", "/__init__.py"))


def main() -> None:
    """Be the server that the configuration names."""
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != HERE]
    agent = start()
    agent.serve()


if __name__ == "__main__":
    main()
