"""multiprocessing's forkserver: what its preload list leaves open is in every process that it forks."""

from __future__ import annotations

from forklint.probe.drivers.driver import Driver

DRIVER = Driver(
    name="forkserver",
    about="multiprocessing's forkserver, which preloads the entry's module",
)
