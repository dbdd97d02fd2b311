"""Units of systemd: `ExecStart=` of `[Service]` (https://www.freedesktop.org/software/systemd/man/systemd.service.html)."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.found import Description, Findings, scope_in
from forklint.deploy.descriptions.places import Mapped

_SPECIAL = "@-:+!|"


def read(source: Description, findings: Findings) -> None:
    """One server for each `ExecStart=`; `Environment=` holds for all."""
    settings = list(_settings(source.text))
    environment = dict(pair for key, value, _ in settings if key == "Environment" for pair in assignments(value))
    folder = next((value for key, value, _ in settings if key == "WorkingDirectory"), "")
    start = Mapped(findings.tree).folder(folder.lstrip("-")) if folder.startswith(("/", "-/")) else ""
    for key, value, line in settings:
        if key == "ExecStart":
            command = value.lstrip(_SPECIAL)
            findings.follow_text(source, command, line, scope_in(start, environment))


def assignments(text: str) -> list[tuple[str, Argument]]:
    """`A=1 "B=2 3"` as pairs."""
    try:
        words = shlex.split(text)
    except ValueError:
        return []
    return [(name, Argument(value)) for name, equals, value in (word.partition("=") for word in words) if equals]


def _settings(text: str) -> Iterator[tuple[str, str, int]]:
    """Key, value and line; a backslash at the end of a line goes on."""
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        first, line = number, lines[number]
        while line.endswith("\\") and number + 1 < len(lines):
            number += 1
            line = f"{line[:-1]} {lines[number].strip()}"
        number += 1
        key, equals, value = line.partition("=")
        if equals and not key.lstrip().startswith(("#", ";")):
            yield key.strip(), value.strip(), first + 1
