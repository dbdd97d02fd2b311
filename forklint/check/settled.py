"""From a project's configuration to what is asked of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from forklint.check.interpreter import interpreter
from forklint.check.request import CheckRequest
from forklint.config import Configuration
from forklint.model.deployment import Declared
from forklint.model.levels import Confidence, Severity
from forklint.plugins import facts_folders


def settled(cwd: Path, settings: Configuration) -> CheckRequest:
    """What the configuration asks for; without a cache, because not every command has one.

    Raises UsageError where its `python` names nothing that can be executed.
    """
    return CheckRequest(
        targets=settings.targets or (".",),
        cwd=cwd,
        select=settings.select,
        ignore=settings.ignore,
        min_confidence=Confidence(settings.min_confidence),
        exclude=settings.exclude,
        facts=(*facts_folders(), *settings.facts),
        follow=settings.follow,
        declared=tuple(_declared(settings.file, item) for item in settings.deployments),
        per_file=settings.per_file_ignores,
        severities=tuple((code, Severity(level)) for code, level in settings.severity),
        require_reason=settings.require_reason,
        home=settings.home,
        python=interpreter(settings.python, settings.home, f"{settings.file}: python"),
    )


def _declared(file: str, item: str | dict[str, Any]) -> Declared:
    if isinstance(item, str):
        return Declared(item, file)
    environment = tuple(item.get("environment", {}).items())
    return Declared(item["command"], file, item.get("folder", ""), environment)


def cache_folder(settings: Configuration) -> Path | None:
    """Where results are remembered; None for nowhere."""
    from forklint.cache import default_folder

    if settings.cache is True:
        return default_folder()
    return Path(settings.cache) if settings.cache else None
