"""Servers that the experiment is done with."""

from __future__ import annotations

SERVERS = ("gunicorn", "uwsgi")
"""Those that answer HTTP and may preload; the first where nothing says which."""
