"""Starts a master: its own session, the application's folder, environment and interpreter."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forklint.probe.agent.boot import VARIABLE
from forklint.probe.channel import Channel
from forklint.probe.drivers.driver import BOOT, Driver
from forklint.probe.household import Household
from forklint.probe.request import ProbeRequest

AGENT = Path(__file__).parent / "agent"
WALK_SECONDS = 0.6
"""Processor time that one walk over the application's objects may take."""
WALK_OBJECTS = 200_000
_TYPES = "types.json"
"""File in the probe's own folder, with what the agent asks for."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a second load watches line by line."""

    windows: tuple[str, ...] = ()
    """Absolute paths of the application's files whose execution left something unexplained."""
    objects: bool = False
    """Whether to remember which line allocated each object."""
    imported: tuple[str, ...] = ()
    """Top-level names of the modules that the first load has imported."""

    def __bool__(self) -> bool:
        return bool(self.windows) or self.objects


def start(
    household: Household, request: ProbeRequest, driver: Driver, channel: Channel, lines: Lines, folder: str
) -> None:
    """Start the master of a household. Raises CouldNotLook where its interpreter cannot be executed."""
    temporary = Path(folder, "tmp")
    temporary.mkdir()
    Path(folder).chmod(0o711)  # a server may hand the one inside to workers that run as somebody else
    environment = {**os.environ, **dict(request.environment), **dict(driver.environment)}
    environment[VARIABLE] = json.dumps(_settings(request, driver, channel, lines, folder))
    environment["TMPDIR"] = str(temporary)  # what a killed master leaves behind is removed with our own folder
    household.start(driver.command(request, str(AGENT / BOOT)), request.folder, environment)


def tell(folder: str, types: dict[str, Any]) -> None:
    """Give the agent what it asks for: what the facts say of types."""
    whole = Path(folder, _TYPES)
    part = whole.with_suffix(".part")
    part.write_text(json.dumps(types), encoding="ascii")
    part.rename(whole)


def diagnosis_signal() -> int:
    """The signal by which a hanging process is asked where it stands: one that applications hardly use."""
    return int(getattr(signal, "SIGRTMAX", signal.SIGUSR2 + 3)) - 3


def _settings(
    request: ProbeRequest, driver: Driver, channel: Channel, lines: Lines, folder: str
) -> dict[str, Any]:
    entry = request.entry
    return {
        "address": channel.address,
        "token": channel.token,
        "server": driver.name,
        "entry": {
            "module": entry.module,
            "attribute": entry.attribute,
            "calls": entry.calls,
            "arguments": entry.arguments,
            "text": str(entry),
        },
        "modules": list(request.modules),
        "roots": list(request.roots),
        "path": request.path,
        "workers": request.workers,
        "configuration": request.configuration,
        "arguments": list(request.arguments),
        "types": str(Path(folder, _TYPES)),
        "signal": diagnosis_signal(),
        "walk_seconds": WALK_SECONDS * (10 if lines else 1),  # remembering allocations slows the walk down
        "walk_objects": WALK_OBJECTS,
        "windows": list(lines.windows),
        "objects": lines.objects,
    }
