"""Markdown for the comment on a pull request: short, with what is long folded away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forklint.model.finding import Finding
from forklint.model.report import Report
from forklint.report.registry import Context
from forklint.report.repository import from_top
from forklint.report.words import summary

LONGEST = 60_000
"""Characters; GitHub refuses comments of more than 65,536."""
_CODE = re.compile(r"(`[^`\n]+`)")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~-])")


def write(report: Report, context: Context) -> None:
    """Write a heading, findings, and lists of what was cleared and of what was not looked at."""
    report = from_top(report, context.cwd)
    text = f"<!-- forklint -->\n### {_words(summary(report))}\n"
    parts = [*map(_finding, report.findings), *_lists(report)]
    for number, part in enumerate(parts):
        if len(text) + len(part) > LONGEST:
            text += f"\n{len(parts) - number} more are left out here; `forklint check` shows them.\n"
            break
        text += part
    context.stream.write(text)


def _finding(finding: Finding) -> str:
    place = f"{finding.place}:{finding.place.column + 1}"
    title = f"{finding.severity.value} {finding.rule} {finding.name}"
    steps = [f"{_code(str(step.place))} {_words(step.what)}" for step in finding.trace]
    lines = [f"\n#### {_words(title)} at {_code(place)}\n", f"{_words(finding.message)}\n"]
    lines.append("<details><summary>The way there, what goes wrong, what to do</summary>\n")
    lines += [f"{number}. {step}" for number, step in enumerate(steps, 1)]
    lines += [f"\n{finding.effect}: {_words(finding.goes_wrong)}\n", f"What to do: {_words(finding.remedy)}\n"]
    lines += [f"- Proved by the probe: {_words(proof)}" for proof in finding.proof]
    return "\n".join([*lines, "\n</details>\n"])


def _lists(report: Report) -> Iterator[str]:
    cleared = [
        f"- {_code(str(c.finding.place))} {c.finding.rule}: {_words(c.why)}" for c in dict.fromkeys(report.cleared)
    ]
    gaps = [f"- {_code(str(gap.place))} {_words(gap.what)}" for gap in report.gaps]
    for title, lines in (("Cleared by the probe", cleared), ("Not looked at", gaps)):
        if lines:
            yield "\n".join([f"\n<details><summary>{title}: {len(lines)}</summary>\n", *lines, "\n</details>\n"])


def _code(text: str) -> str:
    """A code span, whatever is in the text."""
    text = " ".join(text.split())
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"


def _words(text: str) -> str:
    """Words that stay words; code spans stay code. Nobody is mentioned: GitHub would write to them."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(part if number % 2 else _plain(part) for number, part in enumerate(parts))


def _plain(text: str) -> str:
    text = _MARKS.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return text.replace("@", "@\N{ZERO WIDTH SPACE}")
