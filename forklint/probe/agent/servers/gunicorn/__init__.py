"""gunicorn: the real arbiter, with the user's configuration file and hooks, in this process.

What makes it a probe is in `overrides.py`; when the agent looks is in `hooks.py` and `arbiter.py`.
https://gunicorn.org/reference/settings/
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from .teller import Teller

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_OF_ANOTHER_MASTER = ("GUNICORN_PID", "GUNICORN_FD", "LISTEN_PID", "LISTEN_FDS", "NOTIFY_SOCKET")
"""Variables by which a gunicorn, or systemd, hands its own sockets on: they are not ours to use."""


def run(agent: Agent) -> None:
    """Be gunicorn's master, as the request says; ends through `sys.exit` as gunicorn does."""
    teller = Teller(agent)
    for name in _OF_ANOTHER_MASTER:
        os.environ.pop(name, None)
    sys.argv = ["gunicorn", *arguments(agent.settings)]
    with teller.during("gunicorn"):
        from .application import application
    agent.baseline()
    with teller.during("the configuration"):
        probed = application(agent, teller)
    with teller.during("gunicorn"):
        probed.run()


def arguments(settings: dict[str, Any]) -> list[str]:
    """gunicorn's command line. The entry comes first: after an option that may have a value, it would be taken for it.

    Without an entry gunicorn takes the one that the configuration file names.
    """
    entry = [settings["entry"]["text"]] if settings["entry"]["module"] else []
    configuration = ["-c", settings["configuration"]] if settings["configuration"] else []
    return [*entry, *configuration, *settings["arguments"]]
