"""Small programs in one text: `# file: name` lines split it into files, `# <- FL102` ends a line with a finding."""

from __future__ import annotations

import re
from pathlib import Path

MARK = re.compile(r"#\s*<-\s*((?:FL\d{3}[\s,]*)+)")
DEFAULT = "app.py"


def split(text: str) -> dict[str, list[str]]:
    """File name -> lines. What stands before the first `# file:` line is `app.py`."""
    files: dict[str, list[str]] = {}
    name = DEFAULT
    for line in text.splitlines():
        if line.startswith("# file: "):
            name = line.removeprefix("# file: ").strip()
            files.setdefault(name, [])
        else:
            files.setdefault(name, []).append(line)
    return files


def write(folder: Path, text: str) -> dict[str, list[str]]:
    """Write the files of a program, and an `__init__.py` into each of its folders."""
    files = split(text)
    for name, lines in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for parent in path.relative_to(folder).parents:
            init = folder / parent / "__init__.py"
            if parent.name and not init.exists():
                init.write_text("", encoding="utf-8")
    return files


def expected(files: dict[str, list[str]]) -> set[tuple[str, int, str]]:
    """(file, line, code) of every mark."""
    return {
        (name, number, code)
        for name, lines in files.items()
        for number, line in enumerate(lines, 1)
        for mark in MARK.findall(line)
        for code in mark.replace(",", " ").split()
    }
