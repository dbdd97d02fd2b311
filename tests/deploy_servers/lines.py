"""A command line in a small tree, read."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from forklint.deploy.invocation import Invocation, Word
from forklint.deploy.servers import read
from forklint.deploy.walk import walk
from forklint.model.deployment import Deployment
from forklint.model.place import Place
from forklint.report.deployments import line

_ASSIGNED = re.compile(r"\w+=")


def deployments(command: str, folder: Path) -> tuple[Deployment, ...]:
    """What is read of `X=1 gunicorn app:app`; a word with `$` in it is one that nobody knows."""
    words = [Word(text, "$" not in text) for text in shlex.split(command)]
    given: dict[str, Word] = {}
    while words and _ASSIGNED.match(words[0].text):
        name, _, value = words.pop(0).text.partition("=")
        given[name] = Word(value, "$" not in value)
    return read(Invocation(tuple(words), Place("Procfile", 1), given), walk(folder))


def said(command: str, folder: Path) -> list[str]:
    """A line for each deployment, and for each of its gaps."""
    lines = []
    for deployment in deployments(command, folder):
        imports = [f"imports {path}" for path in _below(deployment, folder)]
        gaps = [f"gap {gap.place}  {gap.what}" for gap in deployment.gaps]
        lines += [line(deployment), *imports, *gaps]
    return lines


def _below(deployment: Deployment, folder: Path) -> list[str]:
    """Folders to import from, but for the one that everything starts in."""
    return [Path(path).relative_to(folder).as_posix() for path in deployment.imports if path != folder.as_posix()]
