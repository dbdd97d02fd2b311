"""What a process holds, as data: in the master at the fork, in a worker after all hooks."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import descriptors, graph, helpers, natives, users
from .ledger import living_threads

if TYPE_CHECKING:
    from .agent import Agent


BUSY_SECONDS = 0.25
"""How long an inherited event loop is run in an idle worker."""
MOST_LOOPS = 2
OF_LOAD = 0.1
"""Share of the load's processor time that a walk may take, where that is more than it may take anyway."""


def of_master(agent: Agent) -> dict[str, Any]:
    """Everything that is newer than the baseline, each with its origin."""
    agent.ledger.explain()
    objects = _guarded(agent, lambda: graph.inspect(_settings(agent), _allocated(agent)), [])
    return {
        "descriptors": _without_garbage(_opened(agent), objects),
        "threads": [_thread(agent, thread) for thread in _started(agent)],
        "tasks": _tasks(agent),
        "objects": objects,
        "guards": graph.reach().get("guards", []),
        "system_locks": _guarded(agent, graph.system_locks, {}),
        "finalizers": _guarded(agent, graph.finalizers, []),
        "made": [made for made in agent.ledger.made if os.path.exists(made["what"])],
        "registered": agent.ledger.registered,
        "spawned": agent.ledger.spawned,
        "helpers": sorted(helpers.processes()),
        "modules": agent.loaded_files(),
        "imported": agent.ledger.imported,
        "entry": getattr(sys.modules.get(agent.settings["entry"]["module"]), "__file__", None) or "",
        "path": list(map(str, sys.path)),
        "devices": _devices(),
        "watched": agent.ledger.watch.told() if agent.ledger.watch is not None else {},
    }


def after_fork(agent: Agent) -> dict[str, Any]:
    """Native threads of the master right after the fork."""
    return {"tasks": sorted(descriptors.tasks())}


class Walks:
    """One walk over a worker's objects for two looks: what the first tells of, the second asks."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        self._kept: graph.Walk | None = None

    def first(self) -> graph.Walk:
        """A new one, which is kept."""
        self._kept = graph.walked(_settings(self._agent))
        return self._kept

    def second(self) -> graph.Walk:
        """The same, and the last time: from now on it keeps nothing alive."""
        kept, self._kept = self._kept, None
        return kept if kept is not None else graph.walked(_settings(self._agent))


def of_worker(agent: Agent, walks: Walks) -> dict[str, Any]:
    """What a worker holds after all hooks."""
    identities = descriptors.identities()
    streams = {number for number in range(3) if identities.get(number) == agent.ledger.baseline.get(number)}
    its_own = {agent.wire.descriptor, *streams}
    return {
        "parent": os.getppid(),
        "descriptors": [_described(number) for number in identities if number not in its_own],
        "threads": [_thread(agent, thread) for thread in living_threads()],
        "tasks": sorted(descriptors.tasks()),
        "natives": _natives(agent),
        "objects": _objects(agent, walks.first),
        "cut": graph.reach().get("cut", ""),
        "system_locks": _guarded(agent, graph.system_locks, {}),
        "signals": _guarded(agent, _handlers, {}),
    }


def _objects(agent: Agent, walk: Callable[[], graph.Walk]) -> Any:
    found = _guarded(agent, lambda: graph.inspect(walk(), lambda made: None), [])
    agent.loops = [told["path"] for told in found if "loop" in told and not told["loop"]["closed"]]
    return found


def tried(agent: Agent, walks: Walks, opened: list[dict[str, Any]]) -> dict[str, Any]:
    """What becomes of the worker's objects once their library is asked to look; `opened` are the worker's descriptors.

    Where there are none, nothing can be held.
    """
    noticed = _guarded(agent, lambda: graph.notice(walks.second(), []), [])
    return {
        "notice": noticed,
        "held": _held(agent) if opened and any(told["noticed"] for told in noticed) else [],
        "busy": _guarded(agent, lambda: _busy(agent), {}),
    }


def _held(agent: Agent) -> list[int]:
    """Descriptors that objects still hold, after their libraries had the chance to let go of what they inherited."""
    found = _objects(agent, Walks(agent).first)
    return sorted({number for told in found for number in told.get("descriptors", ())})


def _busy(agent: Agent) -> dict[str, int]:
    """How often an inherited event loop wakes up in this idle worker, for each loop of the application's."""
    settings = _settings(agent)
    found = {path: graph.busy(settings, path, BUSY_SECONDS) for path in agent.loops[:MOST_LOOPS]}
    return {path: count for path, count in found.items() if count is not None}


def _guarded(agent: Agent, look: Callable[[], Any], otherwise: Any) -> Any:
    """A look that fails on an odd object is told, and is no reason to stop the application's process."""
    try:
        return look()
    except Exception as error:
        agent.gap(f"a look at the application's objects failed: {type(error).__name__}: {error}")
        return otherwise


def _without_garbage(opened: list[dict[str, Any]], objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What only unreachable objects hold is nobody's: where some socket has no holder, the garbage is collected."""
    held = {number for told in objects for number in told.get("descriptors", ())}
    if all(entry["number"] in held for entry in opened if entry["type"] == "socket"):
        return opened
    gc.collect()
    now = descriptors.identities()
    return [entry for entry in opened if now.get(entry["number"]) == (entry["device"], entry["inode"])]


def _opened(agent: Agent) -> list[dict[str, Any]]:
    ledger, not_its = agent.ledger, {agent.wire.descriptor, *helpers.descriptors()}
    found = []
    for number, identity in descriptors.identities().items():
        if number not in not_its and ledger.baseline.get(number) != identity:
            told = _described(number)
            told["information"] = descriptors.information(number)
            told["origin"] = ledger.origin(number, identity)
            found.append(told)
    users.attribute(ledger, found)
    return found


def _described(number: int) -> dict[str, Any]:
    try:
        return descriptors.describe(number)
    except OSError:  # closed by another thread meanwhile
        return {"number": number, "link": "", "device": 0, "inode": 0, "type": "gone"}


def _started(agent: Agent) -> list[Any]:
    return [thread for thread in living_threads() if id(thread) not in agent.ledger.baseline_threads]


def _thread(agent: Agent, thread: Any) -> dict[str, Any]:
    """Attributes are read past whatever the application's subclass makes of them."""
    held = object.__getattribute__(thread, "__dict__")
    target = held.get("_target")
    code = getattr(getattr(target, "__func__", target), "__code__", None)
    return {
        "id": id(thread),
        "name": str(held.get("_name", "")),
        "type": f"{type(thread).__module__}.{type(thread).__qualname__}",
        "native": held.get("_native_id"),
        "daemon": bool(held.get("_daemonic")),
        "target": getattr(target, "__qualname__", "") or "",
        "file": getattr(code, "co_filename", ""),
        "line": getattr(code, "co_firstlineno", 0),
        "origin": agent.ledger.thread_origin(thread),
    }


def _tasks(agent: Agent) -> list[dict[str, Any]]:
    """Native threads that are no Python threads, each with the line that started it."""
    found = [{**told, "origin": agent.ledger.task_origin(told["task"])} for told in _natives(agent)]
    return [told for told in found if told["origin"] is not None]


def _natives(agent: Agent) -> list[dict[str, Any]]:
    python = {thread.native_id for thread in living_threads()}
    tasks = sorted(descriptors.tasks() - python)
    libraries = _guarded(agent, lambda: natives.libraries(tasks), {})
    return [{"task": task, "name": descriptors.task_name(task), "library": libraries.get(task, "")} for task in tasks]


def _loaded(agent: Agent) -> tuple[str, str, str, Any] | None:
    entry = agent.settings["entry"]
    file = getattr(sys.modules.get(entry["module"]), "__file__", None)
    if agent.application is None or not entry["calls"] or not isinstance(file, str):
        return None
    return entry["module"], file, f"{entry['attribute']}()", agent.application


def _settings(agent: Agent) -> graph.Settings:
    return graph.Settings(
        application=agent.ledger.frames.application,
        types=agent.known_types(),
        of_server=tuple(getattr(agent, "of_server", ())),
        seconds=max(agent.settings["walk_seconds"], agent.worked * OF_LOAD),
        objects=agent.settings["walk_objects"],
        pid_of_master=agent.master,
        loaded=_loaded(agent),
    )


def _allocated(agent: Agent) -> Any:
    """The line that allocated an object is known in a second load only."""
    watch = agent.ledger.watch
    return watch.allocated if watch is not None else lambda made: None


def _handlers() -> dict[str, str]:
    found = {}
    for number in signal.valid_signals():
        handler = signal.getsignal(number)
        if callable(handler) and not isinstance(handler, signal.Handlers):
            found[str(int(number))] = getattr(handler, "__qualname__", "")
    return found


def _devices() -> dict[str, bool]:
    """Whether this process has initialised CUDA, where torch is loaded."""
    cuda = sys.modules.get("torch.cuda")
    asked = getattr(cuda, "is_initialized", None)
    try:
        return {"cuda": bool(asked())} if asked is not None else {}
    except Exception:
        return {}
