"""What to do about an exception that ended a load."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forklint.probe.request import ProbeRequest

IN_GENERAL = "Run it as the server does: same folder, same environment variables, same interpreter (--python)."
_BY_TYPE = {
    "ImportError": "Is the version that is installed for {python} the one that the application needs?",
    "ImproperlyConfigured": "Set DJANGO_SETTINGS_MODULE, and what the settings read, in forklint's environment.",
    "EOFError": "It reads from standard input, where a server has nobody to answer.",
    "MemoryError": "It needs more memory than there is, or than its limit allows (`ulimit -v`, the container's).",
    "AttributeError": "Check the entry spec: `module:callable` or `module:factory()`.",
    "SyntaxError": "Is {python} the Python that the application is written for? --python names another.",
}
_SERVICE = (
    "ConnectionError", "ConnectionRefusedError", "TimeoutError", "gaierror", "OperationalError", "InterfaceError"
)  # fmt: skip
_START_SERVICE = "Start the service that the application connects to, or point it to one that is there."
_NO_MODULE = re.compile(r"No module named '([\w.]+)'")


def advice(request: ProbeRequest, failed: Mapping[str, Any]) -> str:
    """One sentence or two on what to do."""
    kind = str(failed["type"]).rpartition(".")[2]
    if kind == "ModuleNotFoundError":
        return _missing(request, str(failed["text"]))
    if kind == "KeyError" and _asks_environment(failed):
        return f"Set {failed['text']} in the environment that forklint is run in, as it is in the server's."
    if kind in _SERVICE:
        return _START_SERVICE
    return _BY_TYPE.get(kind, IN_GENERAL).format(python=request.python)


def _missing(request: ProbeRequest, text: str) -> str:
    found = _NO_MODULE.search(text)
    name = found[1] if found else ""
    named_by = [variable for variable, value in _environment(request).items() if name and _names(value, name)]
    if named_by:
        return f"The variable {named_by[0]} names it: is it spelt well, and is forklint run where it can be found?"
    if name and any((Path(root) / name.partition(".")[0]).exists() for root in request.roots):
        return "A module of the application's own is not there: is it generated, or left out of this checkout?"
    if name == request.entry.module.partition(".")[0] or request.entry.module == name:
        return f"Run forklint in the folder that {name} is imported from, or name its file. {IN_GENERAL}"
    return f"Install it for {request.python}, or name the application's own interpreter with --python."


def _names(value: str, module: str) -> bool:
    return value == module or value.startswith((f"{module}.", f"{module}:"))


def _environment(request: ProbeRequest) -> dict[str, str]:
    return {**os.environ, **dict(request.environment)}


def _asks_environment(failed: Mapping[str, Any]) -> bool:
    """`os.environ[...]` raises in `os.py`, with the application's line right above it."""
    innermost = failed["frames"][-1:]
    return any(str(frame["file"]).endswith(("/os.py", "<frozen os>")) for frame in innermost)
