"""A function that uWSGI calls for the application: `module = shop:create_app()`."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

    from .imports import Imports


class Factory:
    """Stands in for the function once: for uWSGI's own call."""

    def __init__(self, agent: Agent, imports: Imports, module: ModuleType, name: str) -> None:
        self._agent, self._imports = agent, imports
        self._module, self._name = module, name
        self._original = vars(module).get(name)

    def stand_in(self) -> None:
        """Until it is called."""
        if self._original is not None:
            setattr(self._module, self._name, self)

    def __call__(self) -> Any:
        """Raises whatever the application raises."""
        setattr(self._module, self._name, self._original)
        try:
            with self._agent.window(getattr(self._module, "__file__", None) or ""):
                self._agent.application = self._original()  # type: ignore[misc]
        except BaseException as error:
            self._imports.tell(error)
            raise
        return self._agent.application
