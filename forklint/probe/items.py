"""What a worker shares, has lost, or got twice: one item each, not yet gathered into resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.probe import natives
from forklint.probe.description import Method
from forklint.probe.handing import all_noticed, asked, collision, renewed
from forklint.probe.owners import Owner, Owners
from forklint.probe.record import Record, Worker
from forklint.probe.sharing import Shared, Sharing, interesting
from forklint.probe.sorts import Sort, database_of


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a fork does not copy well."""

    generic: str
    """Facts row for what no library's fact explains."""
    origin: dict[str, Any] | None
    owner: Owner | None
    proof: str
    """One sentence: what real processes showed."""
    harmless: str = ""
    """Why no worker suffers from it; empty where one does."""
    passive: bool = False
    """A descriptor: means nothing where the threads or processes that it serves are gone."""
    inferred: bool = False
    """Whether the descriptor could not be compared: it has the same number and name in the worker."""
    proven: bool = False
    """Whether the library was asked, and uses what it inherited all the same: whatever is known of its healing."""
    apart: bool = False
    """Whether it is a matter of its own, although other things were made by the same line."""
    weight: int = 0
    """What names a resource that several items belong to: the heaviest of them."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that one run of a master showed."""

    record: Record
    sharing: Sharing
    facts: Facts
    of_server: bool
    """Whether what is opened outside the application's code is the server's own."""


GENERIC = {
    Sort.CONNECTION: ("forklint.connection", 9),
    Sort.DATABASE: ("forklint.database", 8),
    Sort.EPOLL: ("forklint.descriptor.epoll", 6),
    Sort.WRITTEN: ("forklint.file.writing", 5),
    Sort.APPENDED: ("forklint.file.appending", 5),
    Sort.READ: ("forklint.file.reading", 4),
    Sort.PAIR: ("forklint.descriptor.socket", 4),
    Sort.TIMERFD: ("forklint.descriptor.timerfd", 4),
    Sort.INOTIFY: ("forklint.descriptor.inotify", 4),
    Sort.SOCKET: ("forklint.descriptor.socket", 3),
    Sort.PIPE: ("forklint.descriptor.pipe", 3),
    Sort.EVENTFD: ("forklint.descriptor.eventfd", 2),
}
"""Sort of descriptor -> facts row and weight, where no object of the application is known to hold it."""


BUSY = 1000
"""Wake-ups of an idle loop in a quarter of a second that show that it spins."""


def items(scene: Scene) -> Iterator[Item]:
    """Descriptors, threads, native tasks; then what objects show."""
    owners = Owners(scene.record.master["objects"], scene.facts)
    workers = scene.record.reported()
    theirs = [Owners(worker.seen["objects"], scene.facts) for worker in workers]
    yield from _descriptors(scene, owners, theirs)
    yield from _threads(scene, owners, workers)
    yield from _tasks(scene, workers)


def _descriptors(scene: Scene, owners: Owners, theirs: list[Owners]) -> Iterator[Item]:
    """An eventfd that is found along with one epoll is its loop's, which C code keeps for itself."""
    found = list(_each_descriptor(scene, owners, theirs))
    epolls = [item for item in found if item.generic == GENERIC[Sort.EPOLL][0] and item.owner is not None]
    for item in found:
        along = [one for one in epolls if _are_of_one_look(one, item)]
        alone = item.owner is None and item.generic == GENERIC[Sort.EVENTFD][0] and len(along) == 1
        yield replace(item, owner=along[0].owner, harmless=item.harmless or along[0].harmless) if alone else item


def _are_of_one_look(one: Item, other: Item) -> bool:
    return bool(one.origin and other.origin and one.origin["order"] == other.origin["order"])


def _each_descriptor(scene: Scene, owners: Owners, theirs: list[Owners]) -> Iterator[Item]:
    for shared in _distinct(scene.sharing, owners):
        owner, origin = owners.of_descriptor(shared.number), _origin(shared, scene.sharing.shared)
        if origin is None or (scene.of_server and not _is_application(origin, owner)):
            continue
        generic, weight = _generic(shared.nature.sort, owner)
        workers = scene.record.reported()
        answers = asked(owner, workers)
        harmless = _why_harmless(shared, owners, theirs, workers) or renewed(shared, answers) or _said_safe(owner)
        proof, proven = _proof(shared, scene.sharing, owners), not harmless and all_noticed(answers)
        inferred = shared.method is Method.SNAPSHOT
        yield Item(generic, origin, owner, proof, harmless, True, inferred, proven, weight=weight)
        if not harmless and shared.nature.sort is Sort.EPOLL:
            yield from _busy(generic, origin, owner, workers)
        if not harmless and (proof := collision(shared, answers)):
            yield Item(generic, origin, owner, proof, weight=10)


def _distinct(sharing: Sharing, owners: Owners) -> list[Shared]:
    """Copies of one descriptor are one thing: of them, the one that tells most."""
    groups: dict[int, list[Shared]] = {}
    for shared in filter(interesting, sharing.shared):
        groups.setdefault(sharing.first.get(shared.number, shared.number), []).append(shared)
    return [min(group, key=lambda one: _rank(one, owners)) for group in groups.values()]


def _rank(shared: Shared, owners: Owners) -> tuple[bool, ...]:
    owner, origin = owners.of_descriptor(shared.number), shared.told["origin"]
    return (not shared.workers, not (owner and owner.fact), owner is None, not (origin and origin["exact"]))


def _origin(shared: Shared, others: list[Shared]) -> Any:
    """SQLite opens the files beside a database when it first uses it: who opened the database is to blame."""
    database = database_of(shared.nature)
    mains = [other.told["origin"] for other in others if database and other.nature.name == database]
    return next(filter(None, mains), shared.told["origin"])


def _generic(sort: Sort, owner: Owner | None) -> tuple[str, int]:
    """A text file of Python's own has a buffer, which every process writes out; what appends without one does not."""
    if sort is Sort.APPENDED and owner is not None and owner.type in ("_io.TextIOWrapper", "_io.BufferedWriter"):
        return GENERIC[Sort.WRITTEN]
    return GENERIC[sort]


def _busy(generic: str, origin: dict[str, Any], owner: Owner | None, workers: list[Worker]) -> Iterator[Item]:
    """An idle loop wakes up a few times; one whose events another process takes away wakes up without end."""
    counts = [worker.tried["busy"].get(owner.path, 0) for worker in workers if owner is not None]
    if owner is not None and max(counts, default=0) > BUSY:
        proof = f"`{owner.path}` woke up {max(counts)} times in an idle worker: it spins"
        yield Item(generic, origin, owner, proof, weight=10)


def _is_application(origin: dict[str, Any], owner: Owner | None) -> bool:
    return bool(origin["stack"] or origin["window"] or (owner is not None and owner.application))


def _why_harmless(shared: Shared, owners: Owners, theirs: list[Owners], workers: list[Worker]) -> str:
    """Closed or replaced. A walk that was cut short may have missed what still refers to it."""
    if not shared.workers:
        return "no worker has it any more: it was closed after the fork"
    cut = any(worker.seen["cut"] for worker in workers)
    if not cut and owners.holds(shared.number) and not any(map(_holding(shared), theirs)):
        return "nothing in the workers refers to it any more: it was replaced after the fork"
    if shared.mapped and shared.nature.sort is Sort.READ and not owners.holds(shared.number):
        return "it is mapped into memory: nothing reads through the descriptor"
    return ""


def _said_safe(owner: Owner | None) -> str:
    return f"{owner.fact} may be shared" if owner is not None and owner.safe else ""


def _holding(shared: Shared) -> Any:
    return lambda owners: any(owners.holds(number) for number in (shared.number, *shared.numbers))


def _proof(shared: Shared, sharing: Sharing, owners: Owners) -> str:
    nature = shared.nature
    what = f"{nature.sort.value} {nature.name}".strip() + (" over TLS" if owners.over_tls(shared.number) else "")
    count = len(shared.workers)
    who = "a worker has" if count == 1 else f"{count} workers have"
    ended = sharing.ended.get(shared.number)
    after = f"; when the workers had ended, {ended}" if ended else ""
    return f"the master and {who} the same {what} (descriptor {shared.number}, {shared.method.value}){after}"


def _threads(scene: Scene, owners: Owners, workers: list[Worker]) -> Iterator[Item]:
    for thread in scene.record.master["threads"]:
        owner, origin = owners.of_thread(thread["id"]), thread["origin"]
        if origin is None and (scene.of_server or owner is None):
            continue
        if origin is not None and scene.of_server and not origin["stack"] and not origin["window"]:
            continue
        lost = [worker for worker in workers if not _runs(thread, worker)]
        harmless = _why_thread_is_harmless(thread, lost, scene.facts)
        target = f", which runs {thread['target']}," if thread["target"] else ""
        proof = f"thread {thread['name']!r}{target} runs in the master and in {_none_of(lost, workers)}"
        generic = _thread_type(thread, scene.facts)
        yield Item(generic, origin, owner, proof, harmless, weight=7)


def _why_thread_is_harmless(thread: dict[str, Any], lost: list[Worker], facts: Facts) -> str:
    row = facts.type_named(thread["type"])
    if row is not None and row.kind is None and row.state == "harmless":
        return f"{row.name} is a thread that no worker misses"
    return "" if lost else "every worker has started it again"


def _none_of(lost: list[Worker], workers: list[Worker]) -> str:
    return "no worker" if len(lost) == len(workers) else f"{len(workers) - len(lost)} of {len(workers)} workers"


def _thread_type(thread: dict[str, Any], facts: Facts) -> str:
    row = facts.type_named(thread["type"])
    return row.name if row is not None and row.rule else "threading.Thread"


def _runs(thread: dict[str, Any], worker: Worker) -> bool:
    """Whether the worker has a living thread of the same sort; one that is a mere copy has no native task."""
    tasks = set(worker.seen["tasks"])
    return any(
        (other["type"], other["target"]) == (thread["type"], thread["target"]) and other["native"] in tasks
        for other in worker.seen["threads"]
    )


def _tasks(scene: Scene, workers: list[Worker]) -> Iterator[Item]:
    """Native threads that the master still has right after the fork: those that a library took down are its care."""
    kept = set.intersection(*scene.record.after_fork) if scene.record.after_fork else None
    for task in scene.record.master["tasks"]:
        origin = task["origin"]
        if (kept is not None and task["task"] not in kept) or not (origin["stack"] or origin["window"]):
            continue
        row = natives.fact_of(task, scene.facts)
        via = natives.package_of(task["library"]) or origin["via"]
        proof = f"native thread {task['name']!r}{f' of {via}' if via else ''} runs in the master and in no worker"
        harmless = _why_native_is_harmless(task, row, workers)
        yield Item(_native_type(row), {**origin, "via": via}, None, proof, harmless, weight=7)


def _native_type(row: TypeFact | None) -> str:
    return row.name if row is not None and row.rule else natives.GENERIC


def _why_native_is_harmless(task: dict[str, Any], row: TypeFact | None, workers: list[Worker]) -> str:
    if row is not None and not row.rule:
        return f"{task['name']!r} is a thread that its library does without in a worker, or starts again"
    renewed = natives.renewed(task, [worker.seen["natives"] for worker in workers])
    return "every worker has started it again" if renewed else ""
