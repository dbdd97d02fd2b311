"""The last hand on a report before anything stores or prints it: no secrets in its words."""

from __future__ import annotations

import re
from dataclasses import replace

from forklint.errors import CouldNotLook
from forklint.model.comment import Comment
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.observation import Observation
from forklint.model.place import Gap, Place, Step
from forklint.model.probe import Harmless, ProbeResult
from forklint.model.report import Cleared, Report
from forklint.report.plain import encodable
from forklint.report.redact import redact, redact_words

LONGEST_LINE = 400
"""Characters of a line of a failure; what a program prints or raises can be of any length."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal would obey and not show."""


def tidied(report: Report) -> Report:
    """The same report with passwords and tokens masked, and with paths that can be written down as UTF-8."""
    return replace(
        report,
        targets=tuple(_clean(target) for target in report.targets),
        deployments=tuple(_deployment(deployment) for deployment in report.deployments),
        findings=tuple(_finding(finding) for finding in report.findings),
        gaps=tuple(map(_gap, report.gaps)),
        cleared=tuple(Cleared(_finding(item.finding), _clean(item.why)) for item in report.cleared),
        loaded=tuple(map(encodable, report.loaded)),
        comments=tuple(map(_comment, report.comments)),
        probes=tuple(replace(one, entry=_clean(one.entry), notes=_all(one.notes)) for one in report.probes),
    )


def tidied_probe(result: ProbeResult, secrets: tuple[str, ...]) -> ProbeResult:
    """The same for what a probe saw, before it is judged; `secrets` are values that must not be seen anywhere."""
    return replace(
        result,
        observations=tuple(_observation(seen, secrets) for seen in result.observations),
        harmless=tuple(_harmless(item, secrets) for item in result.harmless),
        modules=tuple(map(encodable, result.modules)),
        gaps=tuple(Gap(_place(gap.place), _shortened(_said(gap.what, secrets))) for gap in result.gaps),
        notes=tuple(_shortened(_said(note, secrets)) for note in result.notes),
    )


def tidied_failure(failure: CouldNotLook, secrets: tuple[str, ...]) -> CouldNotLook:
    """The same for a probe that failed: its words come from the application, to be shown on a terminal."""
    return CouldNotLook(tidied_words(failure.message, secrets), tidied_words(failure.hint, secrets))


def tidied_words(text: str, secrets: tuple[str, ...]) -> str:
    """The same for what an application printed."""
    return _shortened(_said(text, secrets))


def _shortened(text: str) -> str:
    """Cut after what is secret was masked, since half of a secret would not be known as one."""
    lines = (line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}..." for line in text.split("\n"))
    return "\n".join(lines)


def _said(text: str, secrets: tuple[str, ...]) -> str:
    return _CONTROL.sub("", redact_words(encodable(text), secrets))


def _harmless(item: Harmless, secrets: tuple[str, ...]) -> Harmless:
    return replace(item, place=_place(item.place), why=_said(item.why, secrets))


def _observation(seen: Observation, secrets: tuple[str, ...]) -> Observation:
    return replace(
        seen,
        place=_place(seen.place),
        trail=tuple(_step(step, secrets) for step in seen.trail),
        detail=_said(seen.detail, secrets),
        proof=tuple(_said(proof, secrets) for proof in seen.proof),
    )


def _deployment(deployment: Deployment) -> Deployment:
    entries = tuple(replace(entry, arguments=_clean(entry.arguments)) for entry in deployment.entries)
    return replace(deployment, entries=entries, note=_clean(deployment.note))


def _finding(finding: Finding) -> Finding:
    trace = tuple(map(_step, finding.trace))
    message, proof = _clean(finding.message), _all(finding.proof)
    others = tuple(map(_place, finding.others))
    return replace(finding, place=_place(finding.place), message=message, trace=trace, proof=proof, others=others)


def _comment(comment: Comment) -> Comment:
    return replace(comment, place=_place(comment.place), reason=_clean(comment.reason), problem=_clean(comment.problem))


def _step(step: Step, secrets: tuple[str, ...] = ()) -> Step:
    return Step(_place(step.place), _clean(step.what, secrets))


def _gap(gap: Gap) -> Gap:
    return Gap(_place(gap.place), _clean(gap.what))


def _place(place: Place) -> Place:
    return place if place.path.isascii() else replace(place, path=encodable(place.path))


def _all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_clean, texts))


def _clean(text: str, secrets: tuple[str, ...] = ()) -> str:
    return _CONTROL.sub("", redact(encodable(text), secrets))
