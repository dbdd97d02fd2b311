"""Cases: small programs in one text file each, with what load time executes in their header."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

CASES = Path(__file__).parent / "cases"

HEADER = ("executes", "loads", "may", "not run", "known gap")
"""Keys of a case's header.

`executes`: functions that CPython executes, written by the oracle. `loads`: modules in the order in which their
bodies start, written by the oracle where there are several. `may`: functions that CPython does not execute here, and
that an analyzer has to expect, because what decides it lies outside the program. `not run`: why the oracle cannot run
the case; its expectations are then written by hand. `known gap`: why forklint does not get this right yet.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One program and what is expected of it."""

    name: str
    """`category/case`."""
    what: str
    files: dict[str, str]
    executes: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    not_run: str = ""
    known_gap: str = ""

    def unpack(self, folder: Path) -> None:
        """Write the program's files below a folder."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def text(self) -> str:
        """The case as its file holds it."""
        lines = [f"# {line}" for line in self.what.splitlines()]
        lines.append("# executes: " + (" ".join(self.executes) or "nothing"))
        if self.loads:
            lines.append("# loads: " + " ".join(self.loads))
        if self.may:
            lines.append("# may: " + " ".join(self.may))
        lines += [f"# {key}: {why}" for key, why in (("not run", self.not_run), ("known gap", self.known_gap)) if why]
        return "\n".join(lines) + "\n" + "".join(f"# file: {name}\n{text}" for name, text in self.files.items())


def split_files(lines: list[str]) -> dict[str, str]:
    """The files that `# file:` lines divide a program into."""
    files: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("# file: "):
            files[line.removeprefix("# file: ").strip()] = current = []
        else:
            current.append(line + "\n")
    return {name: "".join(body) for name, body in files.items()}


def parse_case(name: str, text: str) -> Case:
    """A case from the text of its file."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("# file: "))
    prose: list[str] = []
    values = dict.fromkeys(HEADER, "")
    for line in (line.removeprefix("#").strip() for line in lines[:start]):
        key, colon, value = line.partition(": ")
        if colon and key in values:
            values[key] = value
        else:
            prose.append(line)
    executes = () if values["executes"] == "nothing" else tuple(values["executes"].split())
    case = Case(name, "\n".join(prose), split_files(lines[start:]), executes)
    return replace(
        case,
        loads=tuple(values["loads"].split()),
        may=tuple(values["may"].split()),
        not_run=values["not run"],
        known_gap=values["known gap"],
    )


def read_cases(folder: Path = CASES) -> list[Case]:
    """Every case below a folder, by name."""
    paths = sorted(folder.rglob("*.txt"))
    return [
        parse_case(path.relative_to(folder).with_suffix("").as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
    ]
