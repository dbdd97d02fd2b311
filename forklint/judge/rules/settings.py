"""What the rules about gunicorn ask of its settings: its options decide, then its configuration file."""

from __future__ import annotations

from forklint.judge.case import Case
from forklint.model.levels import Ternary
from forklint.model.plan import Setting

_OPTION = {"preload_app": "preload"}
"""Setting -> its option, where that is spelled otherwise."""


def truth(case: Case, name: str) -> Ternary:
    """Whether a setting is on, as gunicorn reads truth values (`"true"` and `"True"` count, other texts do not)."""
    bound = setting(case, name)
    if bound is None:
        return Ternary.NO
    if bound.known is not Ternary.YES:
        return Ternary.UNKNOWN
    value = bound.value
    on = value.strip().lower() == "true" if isinstance(value, str) else bool(value)
    return Ternary.YES if on else Ternary.NO


def setting(case: Case, name: str) -> Setting | None:
    """A setting of gunicorn's, from wherever it was given."""
    if case.deployment.server != "gunicorn":
        return None
    option = case.deployment.option(_OPTION.get(name, name.replace("_", "-")))
    if option is None:
        return case.result.settings.get(name)
    return Setting(option.value or True, Ternary.YES if option.known else Ternary.UNKNOWN, option.place)
