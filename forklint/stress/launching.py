"""Starts the master of a contender: its Python executes the guest, which becomes the server."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from forklint.probe.housing import House
from forklint.stress.request import Contender

GUEST = Path(__file__).parent / "guest" / "__main__.py"
VARIABLE = "FORKLINT_STRESS"
READY, GONE = b"x", b"-"
"""As the guests write them."""
_OF_ANOTHER_MASTER = ("GUNICORN_PID", "GUNICORN_FD", "LISTEN_PID", "LISTEN_FDS", "NOTIFY_SOCKET")
"""Variables by which a server, or systemd, hands its own sockets on: they are not ours to use."""


def told_in(house: House) -> Path:
    """Where the guest writes what it has become."""
    return house.folder / "told"


def ready_in(house: House) -> Path:
    """Where a letter is written for each worker that is ready, and for each that has ended."""
    return house.folder / "ready"


def launch(house: House, contender: Contender, workers: int) -> None:
    """Start it, without waiting. Raises CouldNotLook where its Python cannot be executed."""
    request = contender.request
    temporary = house.folder / "tmp"
    temporary.mkdir()
    house.folder.chmod(0o711)  # workers may run as somebody else
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_MASTER}
    environment |= dict(request.environment)
    settings = json.dumps(_settings(house, contender, workers))
    environment |= {"TMPDIR": str(temporary), VARIABLE: settings}
    house.household.start([request.python or sys.executable, str(GUEST)], request.folder, environment)


def _settings(house: House, contender: Contender, workers: int) -> dict[str, object]:
    request = contender.request
    entry = request.entry
    loaded = {"module": entry.module, "text": str(entry), "arguments": entry.arguments}
    return {
        "server": request.server,
        "entry": loaded,
        "path": request.path,
        "configuration": request.configuration,
        "arguments": list(request.arguments),
        "workers": workers,
        "lazily": contender.lazily,
        "told": str(told_in(house)),
        "ready": str(ready_in(house)),
    }
