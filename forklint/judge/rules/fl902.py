"""FL902: a name that gunicorn does not know stands where a setting or hook was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forklint.judge.case import Case
from forklint.judge.rules.about import deployment_finding
from forklint.judge.rules.meant import meant
from forklint.judge.rules.settings import truth
from forklint.knowledge.servers import servers
from forklint.model.finding import Finding
from forklint.model.levels import Severity, Ternary
from forklint.model.observation import Observation
from forklint.model.place import Step
from forklint.model.plan import Setting

SERVER = "gunicorn"
FORKING = frozenset({"preload_app", "worker_class", "dirty_apps"})
"""Settings that decide what is shared; for the others it is an info that they do nothing. Hooks always do."""


def find(case: Case, live: list[tuple[Observation, Finding]]) -> Iterator[Finding]:
    """One for each name that the file binds, does not use, and that is nearly one of the server's."""
    if case.deployment.server != SERVER:
        return
    for name, setting in case.result.settings.items():
        wanted = meant(servers()[SERVER], name, setting)
        if wanted and wanted not in case.result.settings and not _is_off(case, name, wanted):
            yield _finding(name, wanted, setting)


def _is_off(case: Case, name: str, wanted: str) -> bool:
    """Turning off what is off by default needs no setting."""
    return wanted in servers()[SERVER].settings.truth and truth(case, name) is Ternary.NO


def _finding(name: str, wanted: str, setting: Setting) -> Finding:
    what = "hook" if setting.function else "setting"
    trace = (Step(setting.place, f"binds `{name}`, which {SERVER} does not read"),)
    finding = deployment_finding("FL902", setting.place, name, trace, note=f"`{name}`: the {what} is `{wanted}`")
    return finding if setting.function or wanted in FORKING else replace(finding, severity=Severity.INFO)
