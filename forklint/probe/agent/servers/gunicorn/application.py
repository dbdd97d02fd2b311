"""gunicorn's own application object, which reads the configuration and loads the entry, under the agent's eyes."""

from __future__ import annotations

import contextlib
import importlib
import os
from typing import TYPE_CHECKING, Any

from gunicorn.app import base, wsgiapp

from .arbiter import probed_arbiter
from .hooks import Hooks
from .overrides import hand_over, has_dirty_workers, override
from .teller import Teller

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_USAGE = "%(prog)s [OPTIONS] [APP_MODULE]"


def application(agent: Agent, teller: Teller) -> Any:
    """Read the command line, GUNICORN_CMD_ARGS and the configuration file; `run()` of what is returned serves."""
    base.Arbiter = probed_arbiter(agent, teller)
    Probed.agent, Probed.teller = agent, teller
    return Probed(_USAGE)


class Probed(wsgiapp.WSGIApplication):  # type: ignore[misc]
    """Made anew of nothing but the command line: so what it needs more is its class's."""

    agent: Agent
    teller: Teller

    def load_config(self) -> None:
        """What the user has configured, then what makes it a probe."""
        self.hooks = Hooks(self.agent, self.teller)
        self.agent.stage("configuration")
        super().load_config()
        if has_dirty_workers(self.cfg):
            self.agent.gap("dirty workers are not started: what they share is not looked at")
        override(self.cfg, self.agent.settings["workers"])
        hand_over(self.cfg, os.environ.get("TMPDIR", ""))
        self.hooks.install(self.cfg)

    def get_config_from_filename(self, filename: str) -> Any:
        """The configuration file is the application's, wherever it lies."""
        path = os.path.abspath(filename)
        self.hooks.configuration = path
        self.agent.ledger.frames.include(path)
        self.agent.stage("configuration", path)
        return super().get_config_from_filename(path)

    def load(self) -> Any:
        """The entry: in the master where it is preloaded, else in each worker."""
        try:
            with self.agent.loading(str(self.app_uri)), self._factory():
                self.agent.application = super().load()
        except BaseException as error:
            self.teller.known(error)
            raise
        return self.agent.application

    def _factory(self) -> Any:
        """The call of a factory is a window of the file that has it: so that file is imported before."""
        module, _, made = str(self.app_uri).partition(":")
        if "(" not in made or module.endswith(".py"):
            return contextlib.nullcontext()
        return self.agent.window(getattr(importlib.import_module(module), "__file__", None) or "")
