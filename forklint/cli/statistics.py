"""`--statistics`: how many findings each rule has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from forklint.model.finding import Finding
from forklint.model.report import Report


def table(report: Report) -> str:
    """A line for each rule, the most frequent first: what is found, and of what does not count how much."""
    silenced = [item.finding for item in report.suppressed]
    cleared = [item.finding for item in report.cleared]
    others = {"known": report.known, "silenced": silenced, "cleared": cleared}
    counts = {word: _by_rule(findings) for word, findings in others.items()}
    found = _by_rule(report.findings)
    rules = sorted(set(found).union(*counts.values()), key=lambda rule: (-found[rule], rule))
    width = max((len(str(found[rule])) for rule in rules), default=1)
    return "".join(f"{found[rule]:{width}}  {' '.join(rule)}{_more(rule, counts)}\n" for rule in rules)


Rule = tuple[str, str]
"""Code and name."""


def _by_rule(findings: Iterable[Finding]) -> Counter[Rule]:
    return Counter((finding.rule, finding.name) for finding in findings)


def _more(rule: Rule, counts: dict[str, Counter[Rule]]) -> str:
    parts = [f"{count[rule]} {word}" for word, count in counts.items() if count[rule]]
    return f"  ({', '.join(parts)})" if parts else ""
