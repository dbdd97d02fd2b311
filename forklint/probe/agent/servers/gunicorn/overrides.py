"""What makes gunicorn a probe: nobody else's address, file or service is touched. All else is as it was configured."""

from __future__ import annotations

import os
from typing import Any

_LONG = 3600
_SETTINGS: dict[str, Any] = {
    "bind": ["127.0.0.1:0"],
    "certfile": None,  # often not there where a probe runs; nobody connects
    "keyfile": None,
    "daemon": False,
    "pidfile": None,
    "worker_tmp_dir": None,  # else in TMPDIR, which the supervisor removes
    "control_socket_disable": True,  # a socket file, and a thread in the master, from 25.1 on
    "timeout": _LONG,  # the arbiter kills a worker that takes its time to look
    "reload": False,
    "check_config": False,
    "print_config": False,
    "spew": False,
    "dirty_workers": 0,
    "statsd_host": None,
    "syslog": False,
    "errorlog": "-",
    "accesslog": None,
    "capture_output": False,
}


def override(cfg: Any, workers: int) -> None:
    """Change a configuration that has been read, whatever of these settings this version of gunicorn has."""
    for name, value in {**_SETTINGS, "workers": workers}.items():
        if name in cfg.settings:
            cfg.set(name, value)
    if os.geteuid() != 0:
        cfg.set("user", os.geteuid())
        cfg.set("group", os.getegid())


def hand_over(cfg: Any, folder: str) -> None:
    """Let workers that will run as somebody else use the folder for temporary files, which is ours alone."""
    if folder and (cfg.uid, cfg.gid) != (os.geteuid(), os.getegid()):
        os.chown(folder, cfg.uid, cfg.gid)


def has_dirty_workers(cfg: Any) -> bool:
    """Whether a pool of workers of the other kind is configured (25.0 and newer); ask before `override`."""
    return "dirty_workers" in cfg.settings and cfg.dirty_workers > 0 and bool(cfg.dirty_apps)
