"""FL901: the worker class patches the standard library after the application was preloaded."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.judge.case import Case
from forklint.judge.rules.about import deployment_finding
from forklint.judge.rules.settings import setting, truth
from forklint.model.finding import Finding
from forklint.model.levels import Confidence, Ternary
from forklint.model.observation import Observation
from forklint.model.place import Step

PATCHING = frozenset({"eventlet", "gevent", "gevent_pywsgi", "gevent_wsgi"})
"""gunicorn's names of worker classes that patch: https://gunicorn.org/reference/settings/#worker_class."""


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """At most one, on the line that turns preloading on; less sure where only one arm of a condition does."""
    preload, worker = setting(case, "preload_app"), setting(case, "worker_class")
    if preload is None or worker is None or not _patches(worker.value) or case.result.patched:
        return
    if preload.value is not True or worker.known is not Ternary.YES:
        return
    confidence = Confidence.HIGH if truth(case, "preload_app") is Ternary.YES else Confidence.MEDIUM
    trace = (
        Step(worker.place, f"workers patch the standard library when they start: {worker.value}"),
        Step(preload.place, "the master imports the application before that"),
    )
    yield deployment_finding("FL901", preload.place, "preload_app", trace, confidence)


def _patches(worker_class: object) -> bool:
    """A name of gunicorn's own, or a dotted path into its modules for them."""
    if not isinstance(worker_class, str):
        return False
    name = worker_class.removeprefix("egg:gunicorn#")
    return name in PATCHING or name.startswith(("gunicorn.workers.ggevent.", "gunicorn.workers.geventlet."))
