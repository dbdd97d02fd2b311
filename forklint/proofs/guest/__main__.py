"""Runs one stage of an experiment in a process of its own. Standard library only: it runs where the library is.

`PYTHON guest` reads the task as JSON on standard input and writes what was seen into the file that the task names:
what is open after each step, and what two workers and then the master get for an answer.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from types import ModuleType
from typing import Any

PACKAGE = "_forklint_guest"
HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.join(os.path.dirname(HERE), "tools")
"""From where recipes import `forklint_recipe`."""


def main() -> None:
    """Do what standard input says."""
    sys.path[0] = TOOLS  # instead of this folder, whose modules nobody means
    package: Any = ModuleType(PACKAGE)
    package.__path__ = [HERE]
    sys.modules[PACKAGE] = package
    task = json.load(sys.stdin)
    signal.alarm(task["longest"])  # should forklint be gone, nobody else would end what hangs here
    if task["stage"] == "names":
        loaded("words").write(task, {"names": {name: loaded("names").exists(name) for name in task["names"]}})
    else:
        loaded("stage").Stage(task).run()


def loaded(name: str) -> Any:
    """One of the modules beside this one."""
    __import__(f"{PACKAGE}.{name}")
    return sys.modules[f"{PACKAGE}.{name}"]


if __name__ == "__main__":
    main()
