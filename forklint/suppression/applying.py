"""Holds comments against findings: what is silenced, what processes contradict, what a comment says in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from forklint.judge.order import arranged
from forklint.judge.rules.about import deployment_finding
from forklint.model.comment import FORK_SAFE, Comment
from forklint.model.finding import Finding
from forklint.model.levels import Confidence
from forklint.model.place import Place
from forklint.model.report import Report, Suppressed
from forklint.suppression.matching import speaks_of, unspoken

UNUSED, MISSPELT, UNEXPLAINED = "FL001", "FL002", "FL003"


def applied(report: Report, is_asked: Callable[[str], bool], require_reason: bool = False) -> Report:
    """The report without what comments silence, and with what is wrong with the comments.

    `is_asked` says of a code whether the run is about it: nothing is said of comments on others.
    """
    kept, silenced = _heard(report)
    about = [
        finding
        for comment in report.comments
        for finding in (*_mistakes(comment, require_reason), *_vain(comment, report, is_asked))
    ]
    return replace(report, findings=arranged([*kept, *about]) if about else tuple(kept), suppressed=tuple(silenced))


def _heard(report: Report) -> tuple[list[Finding], list[Suppressed]]:
    """What stays and what is silenced."""
    kept, silenced = [], []
    for finding in report.findings:
        comments = [one for one in report.comments if speaks_of(one, finding)]
        comment = comments[0] if comments else None
        if comment is None:
            kept.append(finding)
        elif left := unspoken(comments, finding):
            kept.append(_half_silenced(finding, left))
        elif comment.verb == FORK_SAFE and "probe" in finding.evidence:
            kept.append(_contradicting(finding, comment))
        else:
            silenced.append(Suppressed(finding, comment))
    return kept, silenced


def _half_silenced(finding: Finding, left: list[Place]) -> Finding:
    where = ", ".join(map(str, left))
    return replace(finding, message=f"{finding.message} (comments do not speak of what is made at {where})")


def _contradicting(finding: Finding, comment: Comment) -> Finding:
    reason = f" ({comment.reason})" if comment.reason else ""
    words = f"{comment.place} declares it `{FORK_SAFE}`{reason}; the processes show otherwise"
    return replace(finding, proof=(*finding.proof, words))


def _mistakes(comment: Comment, require_reason: bool) -> Iterator[Finding]:
    if comment.problem:
        yield _finding(MISSPELT, comment, comment.problem)
    elif require_reason and not comment.reason:
        yield _finding(UNEXPLAINED, comment, f"`{comment}` gives no reason")


def _vain(comment: Comment, report: Report, is_asked: Callable[[str], bool]) -> Iterator[Finding]:
    if idle := [code for code in _idle(comment, report) if is_asked(code)]:
        finding = _finding(UNUSED, comment, f"`{comment.verb}[{', '.join(idle)}]` silences nothing")
        # Without a probe nobody knows whether the comment stands there for what only one sees.
        yield finding if "probe" in report.evidence else replace(finding, confidence=Confidence.MEDIUM)


def _idle(comment: Comment, report: Report) -> list[str]:
    """Codes without a finding, where the analyzer looked; what a probe cleared is there without one."""
    if not comment.looked or "static" not in report.evidence or _has_gap(comment, report):
        return []
    findings: Sequence[Finding] = [*report.findings, *(item.finding for item in report.cleared)]
    used = {finding.rule for finding in findings if speaks_of(comment, finding)}
    return [code for code in comment.codes if code not in used]


def _has_gap(comment: Comment, report: Report) -> bool:
    places = [gap.place for gap in report.gaps if gap.place.path == comment.place.path]
    return any(comment.first <= place.line <= comment.last for place in places)


def _finding(code: str, comment: Comment, message: str) -> Finding:
    anchor = f"{comment.verb} {' '.join(comment.codes)}"
    return replace(deployment_finding(code, comment.place, anchor, ()), message=message)
