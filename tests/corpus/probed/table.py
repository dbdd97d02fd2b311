"""The page: one row for each case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.corpus.case import Case
from tests.corpus.probed.runs import Run
from tests.corpus.probed.verdict import Verdict, Word

HEAD = """\
# The corpus, probed

Made by `python -m tests.corpus.probed run ENVIRONMENTS`. `tests/corpus/probed/runs.toml` says how each case is
started: its entry, its server, its services, and what the short programs leave out. Libraries are the releases of the
day; there is no network but loopback.

*found*: a warning or an error names the line of the fault, as its own or on the way there. *other line*: there are
warnings or errors on other lines only. *clean*: neither. What is bold is wrong.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One variant of one case."""

    case: Case
    run: Run
    variant: str
    static: Verdict
    probe: Verdict

    @property
    def is_wrong(self) -> bool:
        """Whether the probe looked and was not right."""
        if self.probe.word is Word.NOT_LOOKED:
            return False
        if self.variant != "faulty":
            return bool(set(self.probe.findings) - set(self.run.aside))
        return self.probe.word is not (Word.CLEAN if self.run.why_clean else Word.FOUND)


def page(rows: list[Row]) -> str:
    """All of it."""
    faulty = [row for row in rows if row.variant == "faulty"]
    quiet = [row for row in rows if row.variant != "faulty"]
    parts = [HEAD, *_totals(faulty, quiet)]
    parts += ["\n## Faulty programs\n", *_table(faulty)]
    parts += ["\n## Repaired and safe programs\n", *_table(quiet)]
    return "\n".join(parts) + "\n"


def _totals(faulty: list[Row], quiet: list[Row]) -> list[str]:
    to_find = [row for row in faulty if not row.run.why_clean]
    looked = _looked(to_find)
    right = _looked([row for row in faulty if row.run.why_clean])
    at_rest = _looked(quiet)
    return [
        f"- {len(faulty)} faulty programs, {len(to_find)} of which show their fault when they are loaded here.",
        f"- {len(looked)} of those {len(to_find)} could be looked at: the probe found {_count(looked, Word.FOUND)} at "
        f"the line, {_count(looked, Word.ELSEWHERE)} at another, and missed {_count(looked, Word.CLEAN)}; "
        f"the static analyzer found {sum(row.static.word is Word.FOUND for row in looked)} of the same.",
        f"- Of the {len(right)} others that could be looked at it was silent on {_count(right, Word.CLEAN)}.",
        f"- {len(quiet)} repaired and safe programs, {len(at_rest)} looked at: the probe gave a false alarm on "
        f"{sum(row.is_wrong for row in at_rest)}.",
    ]


def _looked(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.probe.word is not Word.NOT_LOOKED]


def _count(rows: Iterable[Row], word: Word) -> int:
    return sum(row.probe.word is word for row in rows)


def _table(rows: list[Row]) -> list[str]:
    head = ["| case | library | server | static | probe | note |", "| --- | --- | --- | --- | --- | --- |"]
    return [*head, *map(_row, rows)]


def _row(row: Row) -> str:
    probe = f"**{row.probe.cell()}**" if row.is_wrong else row.probe.cell()
    note = row.run.why_clean if row.variant == "faulty" else ""
    if aside := [one for one in row.run.aside if one in row.probe.findings]:
        note = f"right, and not the fault in question: {', '.join(f'`{one}`' for one in aside)}"
    library = row.case.get("library") or row.case["title"]
    cells = [row.case["id"], library, row.run.server, row.static.cell(), probe, note]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
