"""What a project's files say of the versions that it uses: lock files, pins, and ranges of requirements."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from glob import escape, glob
from pathlib import Path

from forklint.errors import KnowledgeError

LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock")
REQUIREMENTS = ("requirements.txt", "requirements*.txt", "requirements/*.txt", "constraints*.txt")
PROJECT = "pyproject.toml"
PYTHON = ".python-version"
_VERSION = re.compile(r"(?:cpython-|python-?)?(\d+\.\d+(?:\.\d+)?)$")
_LOCKED = re.compile(r'^name = "([^"]+)"\s*\nversion = "([^"]+)"', re.MULTILINE)
_CARET = re.compile(r"\^\s*(\d+(?:\.\d+)*)$")
_TILDE = re.compile(r"~\s*(\d+)(?:\.(\d+))?(?:\.\d+)*$")
_MOST = 4_000_000
"""Characters of a file that are read."""

Known = dict[str, str]
"""Normal name of a distribution -> its version, or the range that a requirement allows."""


def normal(name: str) -> str:
    """The spelling under which PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def files(folder: str) -> list[str]:
    """The paths in one folder that may say a version, whether they exist or not for those with fixed names."""
    found = [os.path.join(folder, name) for name in (*LOCKS, PROJECT, PYTHON)]
    patterns = (os.path.join(escape(folder), pattern) for pattern in REQUIREMENTS)
    return list(dict.fromkeys([*found, *(path for pattern in patterns for path in sorted(glob(pattern)))]))


def locked(folder: str) -> Known:
    """What the lock files say; the first that names a distribution decides."""
    known: Known = {}
    for name in LOCKS:
        text = _read(os.path.join(folder, name))
        pairs = _of_pipenv(text) if name.endswith("Pipfile.lock") else iter(_LOCKED.findall(text))
        for one, version in pairs if text else ():
            known.setdefault(normal(one), version)
    return known


def required(folder: str) -> Known:
    """What requirement files and `pyproject.toml` say: pins first, then ranges; the first of a sort decides."""
    said = [pair for path in files(folder) for pair in _said_by(path)]
    pins = [(name, version) for name, version, exact in said if exact]
    ranges = [(name, version) for name, version, exact in said if not exact]
    known: Known = {}
    for name, version in (*pins, *ranges):
        known.setdefault(normal(name), version)
    return known


Said = Iterator[tuple[str, str, bool]]
"""Name, version or range, and whether it is one version."""


def _said_by(path: str) -> Said:
    name = os.path.basename(path)
    if name == PROJECT:
        yield from _of_project(path)
    elif name not in (*LOCKS, PYTHON):
        for line in _read(path).splitlines():
            yield from _of_line(re.split(r"\s#|\s--|\s*\\$", line)[0])


def _of_project(path: str) -> Said:
    data = _project(path)
    lines = _at(data, "project").get("dependencies")
    for line in lines if isinstance(lines, list) else ():
        yield from _of_line(line)
    for name, wanted in _at(_at(_at(data, "tool"), "poetry"), "dependencies").items():
        text = wanted.get("version") if isinstance(wanted, dict) else wanted
        if isinstance(text, str) and name != "python":
            yield from _of_line(f"{name} {_of_poetry(text)}")


def _at(table: dict[str, object], key: str) -> dict[str, object]:
    found = table.get(key)
    return found if isinstance(found, dict) else {}


def _of_line(line: object) -> Said:
    """One requirement; options, addresses and what is for another platform say nothing."""
    from packaging.requirements import InvalidRequirement, Requirement

    if not isinstance(line, str) or not line.strip() or line.lstrip().startswith(("#", "-")):
        return
    try:
        found = Requirement(line)
    except InvalidRequirement:
        return
    bounds = list(found.specifier)
    if not bounds or (found.marker is not None and not found.marker.evaluate()):
        return
    exact = len(bounds) == 1 and bounds[0].operator in ("==", "===") and not bounds[0].version.endswith("*")
    yield found.name, bounds[0].version if exact else str(found.specifier), exact


def _of_poetry(text: str) -> str:
    """Poetry's own operators in those of PEP 440: `^1.2` allows less than 2, `~1.2` less than 1.3."""
    text = text.strip()
    if caret := _CARET.match(text):
        parts = [int(part) for part in caret.group(1).split(".")]
        at = next((index for index, part in enumerate(parts) if part), len(parts) - 1)
        return f">={caret.group(1)},<{'.'.join(map(str, (*parts[:at], parts[at] + 1)))}"
    if tilde := _TILDE.match(text):
        major, minor = tilde.groups()
        return f">={text.lstrip('~ ')},<{f'{major}.{int(minor) + 1}' if minor else int(major) + 1}"
    if text == "*":
        return ""
    return f"=={text}" if text[:1].isdigit() else text


def _of_pipenv(text: str) -> Iterator[tuple[str, str]]:
    try:
        data = json.loads(text)
    except ValueError:
        return
    for section in ("default", "develop"):
        for name, entry in _at(data if isinstance(data, dict) else {}, section).items():
            version = entry.get("version") if isinstance(entry, dict) else None
            if isinstance(version, str) and version.startswith("=="):
                yield name, version.lstrip("= ")


def python(folder: str) -> str:
    """The version of Python that the project says it runs on, or the range that it allows; empty for neither."""
    said = _VERSION.match(_read(os.path.join(folder, PYTHON)).strip())
    if said is not None:
        return said.group(1)
    data = _project(os.path.join(folder, PROJECT))
    wanted = _at(data, "project").get("requires-python")
    if isinstance(wanted, str):
        return wanted.strip()
    poetry = _at(_at(_at(data, "tool"), "poetry"), "dependencies").get("python")
    return _of_poetry(poetry) if isinstance(poetry, str) else ""


def _project(path: str) -> dict[str, object]:
    from forklint.knowledge.decode import plain  # not every run reads one

    try:
        return plain(Path(path)) if os.path.isfile(path) else {}
    except KnowledgeError:
        return {}  # a file that is no TOML is told where its own table is read


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read(_MOST)
    except OSError:
        return ""
