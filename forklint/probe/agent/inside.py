"""Executed in a process that a server has started, by its path: the agent gets in there by this file."""

import builtins
import importlib.util
import os


def enter() -> None:
    """Load the agent and let it be this process's part of the server."""
    here = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location("_forklint_boot", os.path.join(here, "boot.py"))
    assert spec is not None  # noqa: S101 - the file lies beside this one
    assert spec.loader is not None  # noqa: S101
    boot = importlib.util.module_from_spec(spec)
    vars(boot)["__builtins__"] = builtins  # as where it is the main module
    spec.loader.exec_module(boot)
    boot.start().serve()


enter()
