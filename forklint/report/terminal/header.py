"""How the application is served: the first thing that a reader must believe."""

from __future__ import annotations

from forklint import __version__
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary
from forklint.model.probe import Looked
from forklint.model.report import Report
from forklint.model.words import plural
from forklint.report import deployments
from forklint.report.terminal.page import Page

MOST = 8
"""Deployments that are listed."""
_STYLE = {Ternary.YES: "green", Ternary.NO: "yellow", Ternary.UNKNOWN: "yellow"}


def draw(page: Page, report: Report) -> None:
    """One line for one deployment, a list for several; then how each was probed."""
    name, lines = f"forklint {__version__}", [_described(page, one) for one in report.deployments]
    if len(lines) == 1:
        page.prose(f"{name} {page.signs.dot} {lines[0]}", hanging=2, style="bold")
    else:
        page.line((name, "bold"))
        for line in lines[:MOST]:
            page.prose(f"{page.signs.dot} {line}", indent=2, hanging=2)
    if len(lines) > MOST:
        page.prose(f"and {len(lines) - MOST} more: `forklint deployments` lists them", indent=2, hanging=2)
    for probed in report.probes:
        entry = f" {probed.entry}" if len(report.probes) > 1 else ""
        page.prose(f"probed{entry}: {looked(probed.looked)}", indent=2, hanging=2)
    page.blank()


def looked(how: Looked) -> str:
    """`gunicorn 27.0.1, Python 3.11.4, 2 workers`."""
    server = f"{how.server} {how.version}".rstrip() if how.server != "generic" else "imported and forked"
    return f"{server}, Python {how.python}, {plural(how.workers, 'worker')}"


def _described(page: Page, deployment: Deployment) -> str:
    return deployments.line(deployment, page.signs.dot, page.signs.times)
