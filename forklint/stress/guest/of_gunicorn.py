"""gunicorn with the user's configuration file, hooks and worker class; only where it listens is ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from _forklint_agent.servers.gunicorn import arguments
from _forklint_agent.servers.gunicorn.overrides import hand_over, override
from _forklint_stress.telling import tell
from gunicorn.app.wsgiapp import WSGIApplication

_AS_CONFIGURED = ("timeout", "dirty_workers")
"""What a probe changes because it looks at workers, and not at their answers."""


def serve(settings: dict[str, Any]) -> None:
    """Does not return."""
    sys.path[:0] = [folder for folder in settings["path"] if folder not in sys.path]
    sys.argv = ["gunicorn", *arguments(settings)]
    Stressed.told = settings
    Stressed("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()


class Stressed(WSGIApplication):  # type: ignore[misc]
    """Made anew of nothing but the command line: so what it needs more is its class's."""

    told: dict[str, Any]

    def load_config(self) -> None:
        """What the user has configured, then what makes it ours."""
        super().load_config()
        kept = {name: getattr(self.cfg, name) for name in _AS_CONFIGURED if name in self.cfg.settings}
        override(self.cfg, self.told["workers"])
        hand_over(self.cfg, os.environ.get("TMPDIR", ""))
        for name, value in {**kept, "bind": [self.told["address"]]}.items():
            self.cfg.set(name, value)
        if self.told["lazily"]:
            self.cfg.set("preload_app", False)
        self._announce()
        tell(self.told, bool(self.cfg.preload_app), bool(self.cfg.max_requests))

    def _announce(self) -> None:
        """After the user's hooks, a letter for each worker that is ready, or ends; all inherit the open file."""
        ready = os.open(self.told["ready"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._after("post_worker_init", lambda worker: os.write(ready, b"x"))
        self._after("child_exit", lambda server, worker: os.write(ready, b"-"))

    def _after(self, name: str, more: Callable[..., Any]) -> None:
        setting = self.cfg.settings[name]
        hook = setting.value

        def both(*arguments: Any) -> None:
            hook(*arguments)
            more(*arguments)

        setting.value = both
