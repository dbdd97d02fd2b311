"""Loads an entry spec as gunicorn does: `module`, `module:name`, `module:factory(literals)`."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any


def load(settings: dict[str, Any], window: Callable[[str], AbstractContextManager[None]]) -> Any:
    """Import the modules that are loaded before the entry, then the entry, and call its factory.

    Raises whatever the application raises, AttributeError where the module has no such name.
    """
    for name in settings["modules"]:
        importlib.import_module(name)
    wanted = settings["entry"]
    module = importlib.import_module(wanted["module"])
    if not wanted["attribute"]:
        return module
    found = getattr(module, wanted["attribute"])
    if not wanted["calls"]:
        return found
    positional, keywords = _arguments(wanted["arguments"])
    with window(getattr(module, "__file__", "") or ""):
        return found(*positional, **keywords)


def _arguments(text: str) -> tuple[list[Any], dict[str, Any]]:
    call: Any = ast.parse(f"f({text})", mode="eval").body
    keywords = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    return [ast.literal_eval(argument) for argument in call.args], keywords
