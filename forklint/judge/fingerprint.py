"""A name for a finding that survives moved lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from forklint.model.finding import Finding


def fingerprint(rule: str, path: str, anchor: str, call: str) -> str:
    """Hash of rule, file, the name or function that the resource hangs on, and the call that made it."""
    return sha256("\0".join((rule, path, anchor, call)).encode()).hexdigest()[:16]


def told_apart(findings: Iterable[Finding]) -> list[Finding]:
    """Number findings that would share a fingerprint, in their order: the first keeps it."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        result.append(finding if number == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{number}"))
    return result
