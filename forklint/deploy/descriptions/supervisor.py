"""supervisord: `command=` of each `[program:x]` (http://supervisord.org/configuration.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forklint.deploy.descriptions.argument import Argument, Environment
from forklint.deploy.descriptions.found import Description, Findings, scope_in
from forklint.deploy.descriptions.places import Mapped
from forklint.deploy.descriptions.systemd import assignments

_PROGRAM = re.compile(r"^\[(?:program|fcgi-program|eventlistener|watcher):", re.MULTILINE)
_ENVIRONMENT = re.compile(r"%\(ENV_(\w+)\)[a-z]")
Option = tuple[str, int]
"""A value, and the line that it begins in."""


def read(source: Description, findings: Findings) -> None:
    """Each program is a server of its own; circus (`[watcher:x]`, `cmd=`) is written the same way."""
    if not _PROGRAM.search(source.text):
        return
    for options in _sections(source.text):
        command, line = options.get("command") or options.get("cmd") or ("", 0)
        if command:
            folder = (options.get("directory") or options.get("working_dir") or ("", 0))[0]
            start = Mapped(findings.tree).folder(folder) if folder.startswith("/") else ""
            text = _ENVIRONMENT.sub(r"${\1}", command).replace("%%", "%")
            findings.follow_text(source, text, line, scope_in(start, _environment(options)))


def _environment(options: dict[str, Option]) -> Environment:
    given = assignments(options.get("environment", ("", 0))[0].replace(",", " "))
    return {name: Argument(value.text, known=not _ENVIRONMENT.search(value.text)) for name, value in given}


def _sections(text: str) -> Iterator[dict[str, Option]]:
    """The options of each section that is a program; an indented line goes on with the one before."""
    options: dict[str, Option] = {}
    key, inside = "", False
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.partition(" ;")[0].strip()
        if line.startswith("["):
            yield options
            options, key, inside = {}, "", bool(_PROGRAM.match(line))
        elif not inside or not bare or bare.startswith(("#", ";")):
            continue
        elif key and (line[0].isspace() or bare.startswith("{%")):
            value, first = options[key]
            more = ";" if bare.startswith("{%") else bare  # a template's arms are commands of their own
            options[key] = (f"{value} {more}".lstrip("; "), first if value else number)
        elif "=" in bare:
            key, _, value = (part.strip() for part in bare.partition("="))
            options[key] = (value, number)
    yield options
