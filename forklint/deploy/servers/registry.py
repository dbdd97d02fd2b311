"""Who reads which server's command lines; imported when one is met."""

from __future__ import annotations

from collections.abc import Callable

from forklint.deploy.servers.start import Start
from forklint.model.deployment import Deployment

Reader = Callable[[Start], tuple[Deployment, ...]]
PROGRAMS = "programs"
"""Python programs, which may start a server by themselves."""


def _celery() -> Reader:
    from forklint.deploy.servers.celery import read

    return read


def _django() -> Reader:
    from forklint.deploy.servers.django import read

    return read


def _flask() -> Reader:
    from forklint.deploy.servers.flask import read

    return read


def _gunicorn() -> Reader:
    from forklint.deploy.servers.gunicorn import read

    return read


def _huey() -> Reader:
    from forklint.deploy.servers.huey import read

    return read


def _locust() -> Reader:
    from forklint.deploy.servers.locust import read

    return read


def _mod_wsgi() -> Reader:
    from forklint.deploy.servers.mod_wsgi import read

    return read


def _passenger() -> Reader:
    from forklint.deploy.servers.passenger import read

    return read


def _programs() -> Reader:
    from forklint.deploy.servers.programs import read

    return read


def _rq() -> Reader:
    from forklint.deploy.servers.rq import read

    return read


def _uwsgi() -> Reader:
    from forklint.deploy.servers.uwsgi import read

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "celery": _celery,
    "django": _django,
    "flask": _flask,
    "gunicorn": _gunicorn,
    "huey": _huey,
    "locust": _locust,
    "mod_wsgi": _mod_wsgi,
    "passenger": _passenger,
    PROGRAMS: _programs,
    "rq": _rq,
    "uwsgi": _uwsgi,
}
"""Name of the server in `rules/servers/` -> how to get its reader; of others their data says everything."""
