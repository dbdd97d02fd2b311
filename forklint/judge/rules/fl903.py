"""FL903: preloading and reloading on change are both on."""

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
    """At most one, and only where both are constants: development settings are often decided outside."""
    reload, preload = setting(case, "reload"), setting(case, "preload_app")
    if reload is None or truth(case, "reload") is not Ternary.YES:
        return
    if preload is None or truth(case, "preload_app") is not Ternary.YES:
        return
    trace = (Step(preload.place, "preloads the application"), Step(reload.place, "restarts workers on change"))
    yield deployment_finding("FL903", reload.place, "reload", trace)
