"""How the application is served: the first thing that a reader must believe."""

from __future__ import annotations

from forklint import __version__
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary
from forklint.report.terminal.page import Page

_STYLE = {Ternary.YES: "green", Ternary.NO: "yellow", Ternary.UNKNOWN: "yellow"}


def draw(page: Page, deployments: tuple[Deployment, ...]) -> None:
    """One line for one deployment, a list for several."""
    name = f"forklint {__version__}"
    if len(deployments) == 1:
        page.prose(f"{name} {page.signs.dot} {describe(deployments[0])}", hanging=2, style="bold")
    else:
        page.line((name, "bold"))
        for deployment in deployments:
            page.prose(f"{page.signs.dot} {describe(deployment)}", indent=2, hanging=2)
    page.blank()


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
