"""Cases: one text file holds a small tree, each file after a line `== path`, and what is found after `== expected`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from forklint.check.deployments import Listing, listing
from forklint.check.settled import settled
from forklint.config import read_configuration
from forklint.report.deployments import line

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One tree, and what a reader of it finds."""

    files: dict[str, str]
    expected: str


def read(path: Path) -> Case:
    """The case that a file holds."""
    files: dict[str, str] = {}
    for part in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, text = part.partition("\n")
        files[name.strip()] = f"{text}\n" if text else ""
    return Case(files, files.pop("expected", "").strip())


def make(case: Case, folder: Path) -> None:
    """Write the tree."""
    for name, text in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(folder: Path) -> str:
    """What forklint finds, a line for each deployment with what starts it, and for each gap."""
    return "\n".join(_lines(listing(settled(folder, read_configuration(folder)))))


def _lines(seen: Listing) -> list[str]:
    found = [f"{', '.join(map(str, (one.command, *one.also)))}  {line(one)}" for one in seen.deployments]
    return found + [f"gap {gap.place}  {gap.what}" for gap in seen.gaps]
