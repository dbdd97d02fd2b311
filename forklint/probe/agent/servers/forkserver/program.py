"""The program that uses a forkserver: it starts two workers, and waits to be asked to end."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from multiprocessing import forkserver, util
from typing import TYPE_CHECKING, Any

from .work import work

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_VARIABLE = "FORKLINT_PROBE"
_INSIDE = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "inside.py")
_ENTER = (
    f"exec(compile(open({_INSIDE!r}).read(), {_INSIDE!r}, 'exec'), {{'__name__': '_inside', '__file__': {_INSIDE!r}}})"
)


def program(agent: Agent) -> None:
    """Ends through `sys.exit`, or as its forkserver has ended."""
    try:
        names = preload_list(agent.settings)
    except ValueError as error:
        agent.fail("the preload list", error)
        raise
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    vars(sys.modules["__main__"]).pop("__file__", None)  # a worker imports its program's main module: not ours
    sys.path[:0] = [folder for folder in agent.settings["path"] if folder not in sys.path]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(names)
    _let_agent_in(agent.settings)
    try:
        for _ in range(agent.settings["workers"]):
            context.Process(target=work, daemon=True).start()
    except (OSError, EOFError):
        _end_alike()
    while True:
        signal.pause()


def preload_list(settings: dict[str, Any]) -> list[str]:
    """Names of modules, the entry last.

    Raises ValueError where the entry is more than a module.
    """
    entry = settings["entry"]
    if entry["attribute"]:
        raise ValueError(f"a forkserver preloads modules: `{entry['module']}`, not `{entry['text']}`")
    return list(dict.fromkeys([*settings["modules"], entry["module"]]))


def _let_agent_in(settings: dict[str, Any]) -> None:
    """The command that starts the forkserver begins with the agent's."""
    original = util.spawnv_passfds

    def spawn(path: Any, words: Any, descriptors: Any) -> int:
        if "multiprocessing.forkserver" not in words[-1]:
            return original(path, words, descriptors)
        return original(path, [*words[:-1], f"{_ENTER}; {words[-1]}"], descriptors)

    # Set for the resource tracker too, which the supervisor knows by it when it outlives this program.
    os.environ[_VARIABLE] = json.dumps({**settings, "inside": True})
    setattr(util, "spawnv_passfds", spawn)  # noqa: B010 - typeshed knows its exact signature


def _end_alike() -> None:
    """The forkserver has ended before it forked: end as it did, so that the supervisor knows how."""
    server: Any = vars(forkserver)["_forkserver"]
    status = os.waitpid(server._forkserver_pid, 0)[1]
    if os.WIFSIGNALED(status):
        signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
        os.kill(os.getpid(), os.WTERMSIG(status))
    sys.exit(os.WEXITSTATUS(status) or 1)
