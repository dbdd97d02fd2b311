"""Phusion Passenger: https://www.phusionpassenger.com/docs/references/config_reference/standalone/."""

from __future__ import annotations

from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import of_file
from forklint.deploy.servers.start import Start
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary

STARTUP = "passenger_wsgi.py"


def read(start: Start) -> tuple[Deployment, ...]:
    """`passenger start`, where it serves Python."""
    line = start.line("passenger")
    file = line.value("startup-file") or STARTUP
    is_python = line.value("app-type") in ("wsgi", "asgi") or start.located(file) is not None
    if not (line.rest and line.rest[0].text == "start" and is_python):
        return ()
    entry = of_file(start, file, "application")
    return (deployed(start, "passenger", line, entry, Ternary.NO, servers()["passenger"].why),)
