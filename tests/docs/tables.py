"""Tables of pages, read as a reader does."""

from __future__ import annotations

import re


def words(page: str, heading: str) -> set[str]:
    """What is set as code, and is one word, in the first column of the tables below a heading."""
    tables = page.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    cells = [line.split("|")[1] for line in tables.splitlines() if line.startswith("|")]
    return {word for cell in cells for word in re.findall(r"`(\w+)(?:\(\w*\))?`", cell)}
