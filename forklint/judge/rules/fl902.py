"""FL902: a name that gunicorn does not know stands where a preload setting was meant."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.rules.about import deployment_finding
from forklint.judge.rules.settings import setting, truth
from forklint.model.finding import Finding
from forklint.model.levels import Ternary
from forklint.model.observation import Observation
from forklint.model.place import Step


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """At most one. Only `preload` is meant without doubt; other names may be the file's own variables."""
    bound = setting(case, "preload")
    if bound is None or setting(case, "preload_app") is not None or truth(case, "preload") is Ternary.NO:
        return
    trace = (Step(bound.place, "binds `preload`, which gunicorn does not read"),)
    yield deployment_finding("FL902", bound.place, "preload", trace)
