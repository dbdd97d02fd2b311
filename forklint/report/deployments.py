"""A deployment in one line, and as plain data."""

from __future__ import annotations

from typing import Any

from forklint.model.deployment import Deployment
from forklint.model.place import Place


def line(deployment: Deployment, dot: str = "·", times: str = "×") -> str:
    """`gunicorn · preload yes (conf.py:3) · sync × 4 · entry shop.wsgi:app · post_fork in conf.py:9`."""
    if deployment.assumed:
        entries = f" for {_entries(deployment)}" if deployment.entries else ""
        note = f"; {deployment.note}" if deployment.note else ""
        return f"no deployment description found: preloading is assumed{entries}{note}"
    where = str(deployment.source or deployment.configuration or deployment.command or "")
    parts = [deployment.server or "server", f"preload {deployment.preload.value}{f' ({where})' if where else ''}"]
    parts += [part for part in (_workers(deployment, times), _loads(deployment)) if part]
    parts += [f"{hook.name} in {hook.place}" for hook in deployment.hooks]
    note = f"; {deployment.note}" if deployment.note else ""
    return f" {dot} ".join(parts) + note


def document(deployment: Deployment) -> dict[str, Any]:
    """A deployment as plain data."""
    return {
        "server": deployment.server or None,
        "preload": deployment.preload,
        "assumed": deployment.assumed,
        "configuration": deployment.configuration or None,
        "source": place(deployment.source),
        "command": place(deployment.command),
        "also": [place(where) for where in deployment.also],
        "entries": [str(entry) for entry in deployment.entries],
        "worker_class": deployment.worker_class or None,
        "workers": deployment.workers or None,
        "hooks": [{"name": hook.name, **(place(hook.place) or {})} for hook in deployment.hooks],
        "note": deployment.note,
    }


def place(where: Place | None) -> dict[str, Any] | None:
    """A place as plain data."""
    return {"path": where.path, "line": where.line, "column": where.column} if where else None


def _workers(deployment: Deployment, times: str) -> str:
    """`sync × 4`, `sync`, `4 workers`."""
    number = f"{times} {deployment.workers}" if deployment.workers else ""
    return f"{deployment.worker_class or ('workers' if number else '')} {number}".strip()


def _loads(deployment: Deployment) -> str:
    return f"entry {_entries(deployment)}" if deployment.entries else ""


def _entries(deployment: Deployment) -> str:
    """Each once: uWSGI's `module` and `wsgi-file` may name one application."""
    return ", ".join(dict.fromkeys(map(str, deployment.entries)))
