"""All drivers by name; a new server is one file here and one in `agent/servers/`."""

from __future__ import annotations

from forklint.probe.drivers import celery, forkserver, generic, gunicorn, uwsgi
from forklint.probe.drivers.driver import Driver

DRIVERS: dict[str, Driver] = {
    driver.name: driver
    for driver in (
        generic.DRIVER,
        gunicorn.DRIVER,
        celery.DRIVER,
        uwsgi.DRIVER,
        forkserver.DRIVER,
    )
}
