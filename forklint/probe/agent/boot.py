"""The first thing that a master executes: `PYTHON boot.py`, with the configuration in an environment variable."""

import os
import sys
from typing import Any

VARIABLE = "FORKLINT_PROBE"
PACKAGE = "_forklint_agent"


def start() -> Any:
    """Load the agent's package and connect it; returns the agent."""
    install()
    from _forklint_agent.agent import Agent

    return Agent.from_text(os.environ.pop(VARIABLE))


def install() -> None:
    """Make the package importable without a trace on `sys.path`, where it could shadow the application's modules."""
    if PACKAGE not in sys.modules:
        package = type(sys)(PACKAGE)
        package.__path__ = [os.path.dirname(os.path.abspath(__file__))]
        sys.modules[PACKAGE] = package


def main() -> None:
    """Be the server that the configuration names."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != here]
    agent = start()
    agent.serve()


if __name__ == "__main__":
    main()
