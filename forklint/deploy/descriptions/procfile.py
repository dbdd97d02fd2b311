"""Procfile: `name: command` (https://devcenter.heroku.com/articles/procfile)."""

from __future__ import annotations

import re

from forklint.deploy.descriptions.found import Description, Findings, scope_in

_PROCESS = re.compile(r"([\w-]+):\s*(.*)")


def read(source: Description, findings: Findings) -> None:
    """Every process is a command line of its own; it starts in the folder of the Procfile."""
    folder = findings.tree.path(source.path.rpartition("/")[0])
    for number, line in enumerate(source.text.splitlines(), 1):
        if match := _PROCESS.fullmatch(line.strip()):
            findings.follow_text(source, match[2], number, scope_in(folder, {}))
