"""How the application is served: the first thing that a reader must believe."""

from __future__ import annotations

from forklint import __version__
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary
from forklint.model.probe import Looked
from forklint.model.report import Report
from forklint.model.words import plural
from forklint.report.terminal.page import Page

_STYLE = {Ternary.YES: "green", Ternary.NO: "yellow", Ternary.UNKNOWN: "yellow"}


def draw(page: Page, report: Report) -> None:
    """One line for one deployment, a list for several; then how each was probed."""
    name, deployments = f"forklint {__version__}", report.deployments
    if len(deployments) == 1:
        page.prose(f"{name} {page.signs.dot} {describe(deployments[0])}", hanging=2, style="bold")
    else:
        page.line((name, "bold"))
        for deployment in deployments:
            page.prose(f"{page.signs.dot} {describe(deployment)}", indent=2, hanging=2)
    for probed in report.probes:
        entry = f" {probed.entry}" if len(report.probes) > 1 else ""
        page.prose(f"probed{entry}: {looked(probed.looked)}", indent=2, hanging=2)
    page.blank()


def looked(how: Looked) -> str:
    """`gunicorn 27.0.1, Python 3.11.4, 2 workers`."""
    server = f"{how.server} {how.version}".rstrip() if how.server != "generic" else "imported and forked"
    return f"{server}, Python {how.python}, {plural(how.workers, 'worker')}"


def describe(deployment: Deployment) -> str:
    """`gunicorn, preload yes (gunicorn.conf.py:3)`."""
    if deployment.assumed:
        entries = f" for {_entries(deployment)}" if deployment.entries else ""
        return f"no deployment description found: preloading is assumed{entries}"
    where = str(deployment.source or deployment.configuration)
    parts = [deployment.server or "server", f"preload {deployment.preload.value}{f' ({where})' if where else ''}"]
    if deployment.entries:
        parts.append(_entries(deployment))
    if deployment.worker_class:
        parts.append(f"{deployment.worker_class} workers")
    note = f"; {deployment.note}" if deployment.note else ""
    return ", ".join(parts) + note


def _entries(deployment: Deployment) -> str:
    return ", ".join(map(str, deployment.entries))
