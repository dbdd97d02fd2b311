"""uWSGI: the real binary with the user's options. The agent is twice here: before it is started, and inside it.

Before: the options are read, those that would touch somebody else's address, file or service are left out, and this
process becomes uWSGI. Inside: the first module that the embedded Python imports is `inside.py`.
https://uwsgi-docs.readthedocs.io/en/latest/Options.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


def run(agent: Agent) -> None:
    """Become uWSGI; or, where that has happened, watch it load and fork."""
    if "inside" in agent.settings:
        from .master import Master

        Master(agent).begin()
    else:
        from .command import become

        become(agent)
