"""uWSGI's ini files, with what they include, as one list of options.

What uWSGI replaces by the file's own name (`%d`, `%n`, ...) is replaced here, because it will read the options from
elsewhere; all other placeholders are left to it. https://uwsgi-docs.readthedocs.io/en/latest/Configuration.html
"""

from __future__ import annotations

import os
import re

Option = tuple[str, str]

_INCLUDES = ("ini", "include", "inherit")
_OTHER = ("xml", "xmlconfig", "yaml", "yml", "json", "js", "config", "sqlite", "sqlite3", "ldap", "zeus", "lua-config")
_DEEPEST = 20
_MAGIC = re.compile(r"%(.)")


def read(target: str, depth: int = 0) -> list[Option]:
    """The options of `path` or `path:section`, in their order; what is inherited comes last, as in uWSGI.

    Raises ValueError for what is no ini file, OSError where there is none.
    """
    path, section = _parted(target)
    if not path.endswith(".ini") or "://" in path:
        raise ValueError(f"only ini files of uWSGI are read, not {target}")
    if depth > _DEEPEST:
        raise ValueError(f"{path} includes itself")
    with open(path, encoding="utf-8", errors="surrogateescape") as stream:
        lines = _section(stream.read(), section)
    found: list[Option] = []
    inherited: list[Option] = []
    for line in lines:
        name, value = _option(line, path, section)
        if name in _INCLUDES:
            included = read(_beside(value, path), depth + 1)
            (inherited if name == "inherit" else found).extend(included)
        else:
            require_readable(name, value)
            found.append((name, value))
    return found + inherited


def require_readable(name: str, value: str) -> None:
    """Raises ValueError for a configuration in another language, and for a master of masters."""
    if name in _OTHER:
        raise ValueError(f"only ini files of uWSGI are read, not {name} = {value}")
    if name in ("emperor", "emperor-broodlord", "early-emperor"):
        raise ValueError("this is the configuration of an emperor: probe one of its vassals by its own file")


def is_include(name: str) -> bool:
    """Whether an option names a file of further ones."""
    return name in _INCLUDES


def _parted(target: str) -> tuple[str, str]:
    path, colon, section = target.rpartition(":")
    return (path, section or "uwsgi") if colon and not target.endswith(".ini") else (target, "uwsgi")


def _beside(value: str, path: str) -> str:
    """A section of the same file has no path; other paths are relative to the working directory, as in uWSGI."""
    return path + value if value.startswith(":") else value


def _section(text: str, wanted: str) -> list[str]:
    found = []
    section = ""
    for line in (line.strip(" \t\r") for line in text.split("\n")):
        if line.startswith("["):
            section = line[1:-1]
        elif line and line[0] not in ";#" and section == wanted:
            found.append(line)
    return found


def _option(line: str, path: str, section: str) -> Option:
    magic = _magic(path, section)
    text = _MAGIC.sub(lambda found: magic.get(found[1], found[0]), line)
    name, _, value = text.partition("=")
    return name.strip(" \t"), value.strip(" \t")


def _magic(path: str, section: str) -> dict[str, str]:
    full = os.path.abspath(path)
    folder, file = os.path.split(full)
    stem, _, extension = file.rpartition(".")
    parts = [part for part in folder.split("/") if part]
    values = {"o": path, "p": full, "s": file, "d": folder, "c": os.path.basename(folder), "n": stem, "e": extension}
    values["x"] = section
    values.update({letter.upper(): value for letter, value in list(values.items())})
    values.update({str(number): part for number, part in enumerate(parts[:10])})
    return {letter: value.replace("%", "%%") for letter, value in values.items()}
