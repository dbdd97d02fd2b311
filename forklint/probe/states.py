"""Items that are no descriptor and no thread: locks, generators, captured pids, files, children, handlers, devices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forklint.probe.items import Item, Scene
from forklint.probe.owners import Owners
from forklint.probe.record import Worker

DEVICES = {"cuda": "torch.cuda.context"}
"""What the agent calls a device -> facts row."""
HANDLERS = {"atexit.register": "atexit.register()", "signal.signal": "signal.handler"}


def items(scene: Scene) -> Iterator[Item]:
    """All of them; the workers' own objects are what counts."""
    owners = Owners((), scene.facts)
    origins = {told["path"]: told.get("origin") for told in scene.record.master["objects"]}
    for told in scene.record.reported()[0].seen["objects"]:
        if told["tier"] == "application":
            for generic, proof in _of_object(told, scene):
                yield Item(generic, origins.get(told["path"]), owners.of_object(told), proof, apart=True, weight=5)
    yield from _system_locks(scene)
    yield from _temporary(scene)
    yield from _children(scene)
    yield from _registered(scene)
    yield from _devices(scene)


def _of_object(told: dict[str, Any], scene: Scene) -> Iterator[tuple[str, str]]:
    workers = scene.record.reported()
    if _held(told, workers):
        yield "threading.Lock", f"`{told['path']}` is held in {_count(workers)} by a thread that is not there"
    if told.get("draws") and _equal(told, workers):
        drawn = ", ".join(told["draws"][:2])
        yield told["fact"] or "forklint.random", f"{_count(workers)} draw {drawn}, ... from `{told['path']}`"
    if "pid" in told:
        yield "os.getpid", f"`{told['path']}` is {told['pid']['pid']}, the master's process id, in {_count(workers)}"


def _held(told: dict[str, Any], workers: list[Worker]) -> bool:
    """In every worker, and by nobody who is there."""
    return all(_is_held(_same(told, worker), worker) for worker in workers)


def _is_held(told: dict[str, Any] | None, worker: Worker) -> bool:
    lock = told.get("lock") if told else None
    return bool(lock and lock["locked"] and lock["owner"] not in {thread["ident"] for thread in _alive(worker)})


def _alive(worker: Worker) -> list[dict[str, Any]]:
    """Threads with a native task; a copied thread object has none."""
    tasks = set(worker.seen["tasks"])
    return [thread for thread in worker.seen["threads"] if thread["native"] in tasks]


def _equal(told: dict[str, Any], workers: list[Worker]) -> bool:
    """Equal streams in two workers are proven duplicates; with one worker nothing is."""
    draws = [same["draws"] for worker in workers if (same := _same(told, worker)) is not None and "draws" in same]
    return len(draws) > 1 and all(drawn == draws[0] for drawn in draws)


def _same(told: dict[str, Any], worker: Worker) -> dict[str, Any] | None:
    return next((other for other in worker.seen["objects"] if other["path"] == told["path"]), None)


def _count(workers: list[Worker]) -> str:
    return "the worker" if len(workers) == 1 else f"all {len(workers)} workers"


def _system_locks(scene: Scene) -> Iterator[Item]:
    """Locks of the interpreter itself: a module that was being imported, logging. Some lost thread holds them."""
    held = set.intersection(*(_names(worker.seen["system_locks"]) for worker in scene.record.reported()))
    origin = next((thread["origin"] for thread in scene.record.master["threads"] if thread["origin"]), None)
    for name in sorted(held) if origin is not None else ():
        proof = f"{name} is held in every worker by a thread that is not there"
        yield Item("forklint.lock.import", origin, None, proof, apart=True, weight=6)


def _names(told: dict[str, Any]) -> set[str]:
    modules = {f"the import lock of {lock['name']}" for lock in told.get("modules", ())}
    return modules | {f"the lock of {lock['name']}" for lock in told.get("logging", ())}


def _temporary(scene: Scene) -> Iterator[Item]:
    """What was there before the workers left, and is gone now."""
    for made in scene.record.master["made"]:
        if made["what"] in scene.sharing.removed and made["stack"]:
            folder = made["event"].endswith("mkdtemp")
            row = "tempfile.TemporaryDirectory" if folder else "tempfile.NamedTemporaryFile()"
            proof = f"{made['what']} was removed when the workers ended; the master lives on"
            yield Item(row, made, None, proof, weight=8)


def _children(scene: Scene) -> Iterator[Item]:
    """Processes that live on at the fork, matched with the calls that started processes, newest first."""
    calls = [origin for origin in scene.record.master["spawned"] if origin["stack"]]
    for (pid, name), origin in zip(reversed(scene.sharing.children), reversed(calls), strict=False):
        proof = f"process {pid} ({name}) is a child of the master and of no worker"
        yield Item("forklint.process", origin, None, proof, weight=5)


def _registered(scene: Scene) -> Iterator[Item]:
    for origin in scene.record.master["registered"]:
        if origin["stack"]:
            what = "handler for a signal" if origin["event"] == "signal.signal" else "exit handler"
            yield Item(HANDLERS[origin["event"]], origin, None, f"every worker has inherited this {what}", weight=5)


def _devices(scene: Scene) -> Iterator[Item]:
    for device, initialised in scene.record.master["devices"].items():
        if initialised:
            yield Item(DEVICES[device], None, None, f"{device} was initialised in the master", weight=9)
