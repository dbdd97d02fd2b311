"""Celery: the real worker and its prefork pool. It asks for no broker, and takes no task."""

from __future__ import annotations

from forklint.probe.drivers.driver import Driver
from forklint.probe.drivers.installed import version_of

DRIVER = Driver(
    name="celery",
    about="Celery's own worker with its prefork pool and signals; takes no task",
    installed=version_of("celery"),
    install="Install celery for that Python, or name the application's own with --python.",
)
