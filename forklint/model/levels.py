"""Scales: three-valued truth, severity, confidence."""

from __future__ import annotations

from enum import Enum


class Ternary(Enum):
    """Yes, no, or not to be known from here."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Severity(Enum):
    """How bad it is in a worker."""

    ERROR = "error"
    """Wrong results, a hang or a crash."""
    WARNING = "warning"
    """Broken under a condition, or state that is duplicated."""
    INFO = "info"
    """Worth knowing."""

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return ("error", "warning", "info").index(self.value)


class Confidence(Enum):
    """How sure forklint is that it happens."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return ("high", "medium", "low").index(self.value)

    def lowered(self) -> Confidence:
        """One step less sure; LOW stays LOW."""
        return tuple(Confidence)[min(self.rank + 1, 2)]

    def at_most(self, other: Confidence) -> Confidence:
        """The less sure of the two."""
        return self if self.rank >= other.rank else other
