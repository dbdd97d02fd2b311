"""FL902: a name that the server does not know stands where a setting or hook was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forklint.judge.case import Case
from forklint.judge.rules.about import deployment_finding
from forklint.judge.rules.meant import meant, nearest
from forklint.judge.rules.settings import truth
from forklint.knowledge.servers import servers
from forklint.model.finding import Finding
from forklint.model.levels import Severity, Ternary
from forklint.model.observation import Observation
from forklint.model.place import Place, Step

FORKING = frozenset({"preload_app", "worker_class", "dirty_apps"})
"""gunicorn's settings that decide what is shared; for others it is an info that they do nothing. Hooks always do."""
OPTIONS = ("lazy-apps", "enable-threads", "py-call-uwsgi-fork-hooks", "processes", "workers", "threads", "master")
"""uWSGI's options that decide about forking; names of one's own are common in its files, and hardly resemble these."""


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One for each name that the server ignores and that is nearly one of its own."""
    if case.deployment.server == "gunicorn":
        yield from _of_gunicorn(case)
    elif case.deployment.server == "uwsgi" and case.deployment.option("strict") is None:
        yield from _of_uwsgi(case)


def _of_gunicorn(case: Case) -> Iterator[Finding]:
    gunicorn, settings = servers()["gunicorn"], case.result.settings
    for name, setting in settings.items():
        wanted = meant(gunicorn, name, setting)
        # Turning off what is off by default needs no setting.
        off = wanted in gunicorn.settings.truth and truth(case, name) is Ternary.NO
        if wanted and wanted not in settings and not off:
            finding = _finding(setting.place, name, wanted, "hook" if setting.function else "setting")
            loud = setting.function or wanted in FORKING
            yield finding if loud else replace(finding, severity=Severity.INFO)


def _of_uwsgi(case: Case) -> Iterator[Finding]:
    for option in case.deployment.options:
        wanted = nearest(option.name, OPTIONS) if option.name not in OPTIONS else ""
        if wanted and case.deployment.option(wanted) is None:
            yield _finding(option.place, option.name, wanted, "option")


def _finding(place: Place, name: str, wanted: str, what: str) -> Finding:
    trace = (Step(place, f"sets `{name}`, which the server does not read"),)
    return deployment_finding("FL902", place, name, trace, note=f"`{name}`: the {what} is `{wanted}`")
