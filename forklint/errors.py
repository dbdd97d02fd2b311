"""What can go wrong for the person who runs forklint: what, where, what to do, and the exit status.

Nothing here is raised for the state of the checked application: that is a gap or a finding.
"""

from __future__ import annotations


class ForklintError(Exception):
    """The root: a message for a person, an optional hint on what to do next, an exit status."""

    exit_status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(ForklintError):
    """The command line asks for something that does not exist or does not fit together."""


class ConfigurationError(ForklintError):
    """A configuration file cannot be read, or says something that forklint does not understand."""


class KnowledgeError(ForklintError):
    """A facts, rules or servers file is broken; the message names file, row and key."""


class CouldNotLook(ForklintError):
    """There is nothing to judge: the target does not exist or cannot be parsed. Never reported as clean."""

    exit_status = 3
