"""The first thing that a master executes which is measured, not looked at: as light as what it measures allows."""

import importlib.util
import json
import os
import sys


def enter() -> None:
    """Make the agent's package importable, without the agent itself, and be the master that the settings name."""
    here = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location("_forklint_boot", os.path.join(here, "boot.py"))
    assert spec is not None  # noqa: S101 - the file lies beside this one
    assert spec.loader is not None  # noqa: S101
    boot = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(boot)
    boot.install()
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != here]
    from _forklint_agent.worth.master import run

    run(json.loads(os.environ.pop(boot.VARIABLE)))


if __name__ == "__main__":
    enter()
