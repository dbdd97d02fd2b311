"""Which installed packages are the application's: those of a named interpreter, or of the project's environment."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from glob import escape, glob
from urllib.parse import unquote, urlsplit

from forklint.static.requirements import Known, normal

_USUAL = (".venv", "venv", "env")
_SITES = (
    "lib/python*/site-packages", "lib/python3/dist-packages", "local/lib/python*/dist-packages", "Lib/site-packages",
)
_INFO = re.compile(r"^(.+?)-(\d[^-]*)(?:-py[\d.]+)?\.(?:dist|egg)-info$")


def site_packages(
    folders: Sequence[str], interpreter: str = "", variables: Mapping[str, str] = os.environ
) -> list[str]:
    """The folders that packages are installed in, the first wins.

    Where an interpreter is named, only its own. Else the environment that is active, if it belongs to the project, then
    those that lie in the project under a usual name.
    """
    if interpreter:
        prefixes = [os.path.dirname(os.path.dirname(interpreter))]
    else:
        prefixes = [one for one in _active(variables) if belongs(one, folders)]
        prefixes += [os.path.join(folder, name) for folder in folders for name in _USUAL]
    found = [site for prefix in prefixes for pattern in _SITES for site in sorted(glob(f"{escape(prefix)}/{pattern}"))]
    return list(dict.fromkeys(found))


def installed(sites: Sequence[str]) -> Known:
    """What is installed there."""
    known: Known = {}
    for site in sites:
        for entry in _names(site):
            if match := _INFO.match(entry):
                known.setdefault(normal(match.group(1)), match.group(2))
    return known


def belongs(prefix: str, folders: Sequence[str]) -> bool:
    """Whether a virtual environment is the project's: it lies in it, names it, or has it installed to be edited.

    An environment that is active by chance, with some other project's libraries, must not decide anything.
    """
    homes = {os.path.realpath(folder) for folder in folders}
    real = os.path.realpath(prefix)
    if any(real.startswith(f"{home.rstrip(os.sep)}{os.sep}") for home in homes):
        return True
    named = (_text(os.path.join(prefix, ".project")).strip(), *_edited(prefix))
    return any(name and os.path.realpath(name) in homes for name in named)


def _active(variables: Mapping[str, str]) -> list[str]:
    """The environment of the shell, and the one that runs forklint."""
    own = [sys.prefix] if sys.prefix != sys.base_prefix else []
    return [*filter(None, [variables.get("VIRTUAL_ENV")]), *own]


def _edited(prefix: str) -> list[str]:
    """Folders of the projects that are installed as they are (`pip install -e .`)."""
    found = []
    for path in glob(f"{escape(prefix)}/lib/python*/site-packages/*.dist-info/direct_url.json"):
        with suppress(ValueError, AttributeError):
            data = json.loads(_text(path))
            if data.get("dir_info", {}).get("editable"):
                found.append(unquote(urlsplit(data["url"]).path))
    return found


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return ""
