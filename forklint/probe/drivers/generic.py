"""No server: import the entry, fork. What every preloading server does, where none is installed or asked for."""

from __future__ import annotations

from forklint.probe.drivers.driver import Driver

DRIVER = Driver(
    name="generic",
    about="imports the entry and forks; runs at-fork handlers, but no server's hooks",
    grace=0.0,
)
