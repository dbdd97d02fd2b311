"""Servers that the experiment is done with, and what of their options decides how a worker answers."""

from __future__ import annotations

from forklint.model.deployment import Deployment, Option

_VALUES = {
    "gunicorn": """worker-class threads worker-connections timeout graceful-timeout keep-alive max-requests
        max-requests-jitter limit-request-line limit-request-fields limit-request-field_size asgi-loop asgi-lifespan""",
    "uwsgi": "threads thread-stacksize harakiri max-requests buffer-size post-buffering async gevent asyncio",
}
_FLAGS = {
    "gunicorn": "no-sendfile",
    "uwsgi": """lazy lazy-apps enable-threads single-interpreter ugreen greenlet gevent-monkey-patch
        py-call-osafterfork py-call-uwsgi-fork-hooks""",
}
"""Nobody else's address, folder, file or user; how many workers there are is said by --workers."""
_OFF = ("false", "off", "no", "0")
"""https://uwsgi-docs.readthedocs.io/en/latest/Configuration.html: a flag with such a value is not set."""
SERVERS = tuple(_VALUES)
"""Those that answer HTTP and may preload; the first where nothing says which."""


def handed_on(deployment: Deployment, server: str) -> tuple[str, ...]:
    """Words of a command line: what a description says of its server holds for ours of that name, too."""
    if deployment.server != server:
        return ()
    counting = {option.name: option for option in deployment.options}
    return tuple(filter(None, (_word(option, server) for option in counting.values() if option.known)))


def _word(option: Option, server: str) -> str:
    """Empty where it is not handed on."""
    if option.name in _VALUES[server].split():
        return f"--{option.name}={option.value}"
    if option.name in _FLAGS[server].split() and option.value.lower() not in _OFF:
        return f"--{option.name}"
    return ""
