"""A rule and the programs that show it."""

from __future__ import annotations

from forklint.knowledge.schema.row import Row
from forklint.model.levels import Severity


class Case(Row, frozen=True, kw_only=True):
    """A small program: `# file: name` lines split it into files (default `app.py`).

    In an invalid case, `# <- FL102` ends the line where the finding stands.
    """

    title: str
    code: str


class RuleFile(Row, frozen=True, kw_only=True):
    """One `rules/checks/<code>-<slug>.toml`."""

    code: str
    name: str
    """Names the defect, so that `allow <name>` reads well."""
    severity: Severity
    summary: str
    """One line for lists."""
    message: str
    """The finding's message; `{call}`, `{symbol}`, `{library}`, `{state}` are filled in."""
    what: str
    why: str
    remedy: str
    since: str
    """First forklint version that has it."""
    invalid: tuple[Case, ...]
    valid: tuple[Case, ...]
