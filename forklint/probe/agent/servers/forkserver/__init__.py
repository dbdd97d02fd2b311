"""multiprocessing's forkserver with a preload list: the process that imports the list is the one that is looked at.

There are two: a program as anybody would write it, which asks for two workers, and the forkserver that the standard
library starts for it, with the agent inside.
https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent


def run(agent: Agent) -> None:
    """Be the program that uses a forkserver; or, in the forkserver, watch what it imports and forks."""
    if "inside" in agent.settings:
        from .preloading import Preloading

        Preloading(agent).begin()
    else:
        from .program import program

        program(agent)
