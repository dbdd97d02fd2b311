"""Locust's command line: https://docs.locust.io/en/stable/configuration.html."""

from __future__ import annotations

from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import joined, of_file
from forklint.deploy.servers.start import Start
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary


def read(start: Start) -> tuple[Deployment, ...]:
    """It imports its files, then forks for each of `--processes`."""
    line = start.line("locust")
    files = (line.value("locustfile") or "locustfile.py").split(",")
    entry = joined([of_file(start, file.strip(), "") for file in files])
    forks = bool(line.option("processes"))
    preload = Ternary.YES if forks else Ternary.UNKNOWN if line.hidden else Ternary.NO
    note = "" if forks else "without --processes it forks nothing"
    return (deployed(start, "locust", line, entry, preload, note),)
