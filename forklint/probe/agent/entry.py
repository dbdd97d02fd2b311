"""Loads an entry spec as servers do: `module`, `module:name`, `module:factory(literals)`."""

from __future__ import annotations

import ast
import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .agent import Agent


def load(agent: Agent) -> Any:
    """Import the modules that are loaded before the entry, then the entry, and call its factory.

    Raises whatever the application raises, AttributeError where the module has no such name, TypeError where there is
    nothing to serve.
    """
    wanted = agent.settings["entry"]
    positional, keywords = _arguments(wanted["arguments"])
    for name in agent.settings["modules"]:
        importlib.import_module(name)
    module = importlib.import_module(wanted["module"])
    if not wanted["attribute"]:
        return module
    found = getattr(module, wanted["attribute"])
    if wanted["calls"]:
        with agent.window(getattr(module, "__file__", "") or ""):
            found = found(*positional, **keywords)
    return _served(agent, found, wanted["text"])


def _served(agent: Agent, found: Any, text: str) -> Any:
    if found is None:
        raise TypeError(f"{text} is None: there is nothing callable to serve")
    if not callable(found):
        agent.wire.send("note", text=f"{text} is not callable: a server for WSGI or ASGI would refuse it")
    return found


def _arguments(text: str) -> tuple[list[Any], dict[str, Any]]:
    call: Any = ast.parse(f"f({text})", mode="eval").body
    keywords = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    return [ast.literal_eval(argument) for argument in call.args], keywords
