"""What `forklint deployments` shows."""

from __future__ import annotations

from collections.abc import Sequence

from forklint.model.deployment import Deployment
from forklint.model.place import Gap
from forklint.model.words import plural
from forklint.report.deployments import line
from forklint.report.terminal.page import Page

NOTHING = "No description of a deployment found: `forklint check` assumes that the application is preloaded."


def draw(page: Page, deployments: Sequence[Deployment], gaps: Sequence[Gap]) -> None:
    """Each deployment with the line that starts it, then what could not be read."""
    for deployment in deployments:
        page.prose(line(deployment, page.signs.dot, page.signs.times), hanging=2, style="bold")
        if deployment.command:
            lines = ", ".join(map(str, (deployment.command, *deployment.also)))
            page.prose(f"started by {lines}", indent=2, hanging=2)
    if not deployments:
        page.prose(NOTHING)
    if gaps:
        page.blank()
        page.line(f"{plural(len(gaps), 'place')} not looked at:")
        for gap in gaps:
            page.prose(f"{gap.place}  {gap.what}", indent=2, hanging=2)
