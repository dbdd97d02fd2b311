"""gunicorn: the real arbiter with the user's configuration file and hooks, on a port of its own."""

from __future__ import annotations

from forklint.probe.drivers.driver import Driver
from forklint.probe.drivers.installed import version_of

DRIVER = Driver(
    name="gunicorn",
    about="gunicorn's own arbiter, with its configuration file, hooks and worker class",
    installed=version_of("gunicorn"),
    install="Install gunicorn for that Python, or name the application's own with --python.",
)
