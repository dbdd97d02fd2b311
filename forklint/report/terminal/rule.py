"""One rule explained in the terminal."""

from __future__ import annotations

from typing import TextIO

from forklint.knowledge.schema import Case, RuleFile
from forklint.report.terminal.page import SEVERITY, Page


def write(rule: RuleFile, stream: TextIO, color: bool | None) -> None:
    """What, why, remedy, and the first bad and the first good example."""
    page = Page(stream, color)
    page.line((f"{rule.code} {rule.name}", "bold"), "  ", (rule.severity.value, SEVERITY[rule.severity.value]))
    page.prose(rule.summary)
    for title, text in (("What it finds", rule.what), ("Why that is harmful", rule.why), ("What to do", rule.remedy)):
        page.blank()
        page.line((title, "bold"))
        for paragraph in text.strip().split("\n\n"):
            page.prose(" ".join(paragraph.split()), indent=2)
    _example(page, "Bad", rule.invalid)
    _example(page, "Good", rule.valid)


def _example(page: Page, title: str, cases: tuple[Case, ...]) -> None:
    if not cases:
        return
    page.blank()
    page.line((f"{title}: ", "bold"), cases[0].title)
    code = cases[0].code.strip("\n")
    if not page.is_plain:
        _highlighted(page, code)
        return
    for line in code.splitlines():
        page.line(line, indent=2)


def _highlighted(page: Page, code: str) -> None:
    from rich.syntax import Syntax

    shown = Syntax(code, "python", theme="ansi_dark", background_color="default", padding=(0, 2))
    page.console.print(shown, soft_wrap=True)
