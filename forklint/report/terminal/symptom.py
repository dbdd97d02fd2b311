"""What stands behind an error text, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from forklint.knowledge.rules import rule
from forklint.knowledge.symptoms import Shown, Symptom
from forklint.report.terminal.page import Page

_LOOK = "`forklint check` names the line, `forklint probe` proves it, `forklint stress` shows the wrong answers"
_MOST = 5


def write(symptoms: Mapping[str, Symptom], seen: Sequence[Shown], stream: TextIO, color: bool | None) -> None:
    """Each incident, then the experiments that saw such a text."""
    page = Page(stream, color)
    for number, (name, one) in enumerate(symptoms.items()):
        if number:
            page.blank()
        page.line((one.title, "bold"))
        page.pairs(_rows(name, one), indent=2)
    if seen:
        if symptoms:
            page.blank()
        page.line(("Seen in experiments", "bold"))
        rows = list(dict.fromkeys((one.library, f"`{one.row}` {one.claim}") for one in seen))
        page.pairs(rows[:_MOST], indent=2)


def _rows(name: str, one: Symptom) -> list[tuple[str, str]]:
    rules = ", ".join(f"{code} {rule(code).name}" for code in one.rules)
    shown = f", with `fixtures/{one.fixture}` and its repair `fixtures/{one.twin}`" if one.fixture else ""
    rows = [
        ("happens", one.happens),
        ("or else", one.otherwise),
        ("look", _LOOK),
        ("remedy", one.remedy),
        ("no help", one.no_help),
        ("rules", rules),
        ("libraries", ", ".join(one.libraries)),
        ("source", one.source),
        ("page", f"docs/incidents/{name}.md{shown}"),
    ]
    return [(title, " ".join(text.split())) for title, text in rows if text]
