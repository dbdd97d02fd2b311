"""What the rules about gunicorn's configuration file ask of its settings."""

from __future__ import annotations

from forklint.judge.case import Case
from forklint.model.levels import Ternary
from forklint.model.plan import Setting


def truth(case: Case, name: str) -> Ternary:
    """Whether a setting is on, as gunicorn reads truth values (`"true"` and `"True"` count, other texts do not)."""
    setting = case.result.settings.get(name)
    if setting is None:
        return Ternary.NO
    if setting.known is not Ternary.YES:
        return Ternary.UNKNOWN
    value = setting.value
    on = value.strip().lower() == "true" if isinstance(value, str) else bool(value)
    return Ternary.YES if on else Ternary.NO


def setting(case: Case, name: str) -> Setting | None:
    """A setting that the configuration file binds, under gunicorn."""
    return case.result.settings.get(name) if case.deployment.server == "gunicorn" else None
