"""A name for a finding that survives moved lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from forklint.model.finding import Finding


def fingerprint(rule: str, path: str, anchor: str, call: str) -> str:
    """Hash of rule, file, the name or function that the resource hangs on, and the call that made it."""
    text = "\0".join((rule, path, anchor, call))
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]  # a file's name need not be UTF-8


def under(path: str, finding: Finding) -> str:
    """The fingerprint that a finding would have if its file were called so."""
    if path == finding.place.path:
        return finding.fingerprint
    _, dash, number = finding.fingerprint.partition("-")
    call = finding.resource.call if finding.resource else ""
    return fingerprint(finding.rule, path, finding.anchor, call) + dash + number


def told_apart(findings: Iterable[Finding]) -> list[Finding]:
    """Number findings that would share a fingerprint, in their order: the first keeps it."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        result.append(finding if number == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{number}"))
    return result
