"""Runs the commands that README.md, docs/ and rules/symptoms/ show, and compares what they print with what is shown.

The line before each ```console block says how it is run:

- `<!-- run -->`: from the top of the repository; exit status 0
- `<!-- run in fixtures/shop, status 1 -->`: from that folder; the last command ends with that status
- `<!-- not run: it needs a database -->`: shown only, with the reason

A line `$ …` is a command, the lines below it are its output; a line `...` stands for any lines.

`python scripts/doc_commands.py` runs all blocks and writes into the pages what the commands print now.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^(?P<mark>[^\n]*)\n```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"<!-- (?:run(?: in (?P<folder>[^,]+?))?(?:, status (?P<status>\d))?|not run: (?P<why>.+)) -->")


@dataclass(frozen=True, slots=True)
class Command:
    """One `$` line and the output shown below it."""

    text: str
    output: tuple[str, ...]

    def agrees(self, printed: list[str]) -> bool:
        """Whether it prints what is shown."""
        pattern = "\n".join(r".*" if line == "..." else re.escape(line) for line in self.output)
        return re.fullmatch(pattern, "\n".join(printed), re.DOTALL) is not None


@dataclass(frozen=True, slots=True)
class Block:
    """One console block of a page."""

    page: Path
    line: int
    folder: str
    status: int
    why_not: str
    """Why it is not run; empty where it is."""
    commands: tuple[Command, ...]

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


class MarkMissing(Exception):
    """A console block does not say how it is run."""


def pages() -> list[Path]:
    """Every page that may show commands; of the pages on incidents, what they are made from."""
    made, sources = ROOT / "docs" / "incidents", sorted((ROOT / "rules" / "symptoms").glob("*.toml"))
    written = [page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent != made]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *written, *sources]


def blocks(page: Path) -> Iterator[Block]:
    """The console blocks of a page.

    Raises MarkMissing for a block whose line before it does not say how it is run.
    """
    text = page.read_text(encoding="utf-8")
    if text.count("```console\n") != len(BLOCK.findall(text)):
        raise MarkMissing(f"{page}: a console block is not closed, or stands at the very top")
    for found in BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 2
        mark = MARK.fullmatch(found["mark"].strip())
        if mark is None:
            raise MarkMissing(f"{page}:{line}: the line before says neither <!-- run --> nor <!-- not run: … -->")
        status = int(mark["status"] or 0)
        yield Block(page, line, mark["folder"] or ".", status, mark["why"] or "", tuple(_commands(found["body"])))


def _commands(body: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        text, *output = part.rstrip("\n").split("\n")
        yield Command(text, tuple(output))


def run(command: Command, folder: Path) -> tuple[int, list[str]]:
    """Run one command as the reader would; returns its exit status and the lines that it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command.text,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, [line.rstrip() for line in done.stdout.rstrip("\n").split("\n")] if done.stdout else []


def refresh(page: Path) -> bool:
    """Write into a page what its commands print now; returns whether it changed."""
    before = page.read_text(encoding="utf-8")
    found = iter(blocks(page))
    after = BLOCK.sub(lambda match: f"{match['mark']}\n```console\n{_body(next(found), match['body'])}```", before)
    page.write_text(after, encoding="utf-8")
    return after != before


def _body(block: Block, shown: str) -> str:
    if block.why_not:
        return shown
    return "".join(f"$ {command.text}\n{_output(command, ROOT / block.folder)}" for command in block.commands)


def _output(command: Command, folder: Path) -> str:
    """What is shown already, where that agrees: dots stay dots."""
    _, printed = run(command, folder)
    return "".join(f"{line}\n" for line in (command.output if command.agrees(printed) else printed))


def main() -> int:
    """Refresh all pages; returns the exit status."""
    for page in pages():
        if refresh(page):
            sys.stdout.write(f"changed: {page.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
