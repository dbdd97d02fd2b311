"""Huey's consumer: https://huey.readthedocs.io/en/latest/consumer.html."""

from __future__ import annotations

from dataclasses import replace

from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import Named, spelled
from forklint.deploy.servers.start import Start
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary


def read(start: Start) -> tuple[Deployment, ...]:
    """It forks where its workers are processes (`-k process`); threads are the default."""
    line = start.line("huey")
    kind = line.value("worker-type") or "thread"
    preload = Ternary.YES if kind == "process" else Ternary.UNKNOWN if line.hidden else Ternary.NO
    note = "" if preload is Ternary.YES else f"{kind}s of one process: nothing is forked"
    if line.hidden:
        note = f"options may stand in {line.hidden[0].text}, known only where it is served"
    entry = Named()
    if line.rest:
        module, _, attribute = line.rest[0].text.rpartition(".")
        entry = spelled(start, replace(line.rest[0], text=f"{module}:{attribute}"), "")
    return (deployed(start, "huey", line, entry, preload, note, kind),)
