"""FL904: uWSGI loads the application before it forks because nothing says otherwise, and something is live."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.rules.about import deployment_finding
from forklint.model.finding import Finding
from forklint.model.levels import Severity, Ternary
from forklint.model.observation import Observation
from forklint.model.place import Step


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One beside what workers inherit. A repair after the fork, even a vain one, shows that the fork is meant."""
    place = case.deployment.command
    harm = [one for seen, one in live if seen.made_in == "load" and one.severity is not Severity.INFO]
    stated = any(case.deployment.option(name) for name in ("lazy", "lazy-apps"))
    if case.deployment.server != "uwsgi" or case.result.preload is not Ternary.YES or place is None:
        return
    if harm and not stated and not case.result.repairs:
        yield deployment_finding("FL904", place, "lazy-apps", (Step(place, "starts uWSGI, and sets no `lazy-apps`"),))
