"""uWSGI with the user's options; where it listens and how many processes it has is ours."""

from __future__ import annotations

import os
import signal
from typing import Any

from _forklint_agent.servers.uwsgi.chosen import Chosen
from _forklint_agent.servers.uwsgi.command import configured, entry, find, home
from _forklint_stress.telling import tell

_LAZY = ("lazy", "lazy-apps")
_RECYCLING = ("max-requests", "max-requests-delta", "max-worker-lifetime", "max-worker-lifetime-delta")


def serve(settings: dict[str, Any]) -> None:
    """Does not return: this process becomes uWSGI. Raises ValueError and OSError for options that cannot be read."""
    chosen = Chosen(settings)
    if not chosen.loads:
        chosen.words += entry(settings["entry"])
    binary = find()
    lazily = settings["lazily"] or _is_lazy(chosen)
    words = [binary, *home(binary, chosen), *configured(chosen), *chosen.words, *_own(settings)]
    words += ["--lazy-apps"] if settings["lazily"] else []
    words += [f"--pythonpath={folder}" for folder in reversed(settings["path"])]
    words += [f"--env={name}={value}" for name, value in chosen.variables.items()]
    tell(settings, not lazily, any(name in chosen.names for name in _RECYCLING))
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)  # Python ignores them, and uWSGI would inherit that
    os.execv(binary, words)


def _is_lazy(chosen: Chosen) -> bool:
    given = dict(chosen.options)
    return any(given.get(name, "").lower() != "false" for name in _LAZY if name in chosen.names)


def _own(settings: dict[str, Any]) -> list[str]:
    """The listening socket is inherited; each worker that is ready writes a letter."""
    words = ["--master", "--processes", str(settings["workers"]), "--http-socket", settings["address"]]
    return [*words, "--die-on-term", "--need-app", "--hook-accepting", f"append:{settings['ready']} x"]
