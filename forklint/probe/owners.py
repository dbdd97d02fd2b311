"""Which of the application's objects stands behind a descriptor, a thread, a lock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.model.resource import Kind

OF_THREADS = frozenset(
    {
        Kind.THREAD,
        Kind.EXECUTOR,
        Kind.EVENT_LOOP,
        Kind.NATIVE_THREADS,
        Kind.POOL,
        Kind.CONNECTION,
        Kind.CHANNEL,
        Kind.PROCESS,
    }
)
_APPLICATIONS = frozenset(
    {
        "aiohttp.web_app.Application",
        "falcon.app.App",
        "falcon.asgi.app.App",
        "fastapi.applications.FastAPI",
        "flask.app.Flask",
        "pyramid.registry.Registry",
        "quart.app.Quart",
        "sanic.app.Sanic",
        "starlette.applications.Starlette",
        "tornado.web.Application",
    }
)
OF_DESCRIPTORS = frozenset(Kind) - {Kind.THREAD, Kind.LOCK, Kind.RANDOM, Kind.IDENTITY, Kind.SIGNAL}


@dataclass(frozen=True, slots=True)
class Owner:
    """An object that a fact speaks of, or the last one of a path where none does."""

    path: str
    """From a module's name: `shop.db.pool`."""
    file: str
    module: str
    name: str
    """The module's global at the beginning of the path."""
    direct: bool
    """Whether the object is that global itself."""
    fact: str
    """Name of the facts row; empty where no fact speaks of any object on the path."""
    application: bool
    """False where only a library's globals lead there."""
    origin: dict[str, Any] | None
    """Who allocated it; known in a second load only."""
    type: str = ""
    """Its class, as the process has it."""
    safe: bool = False
    """Whether a fact says that such an object may be shared."""
    threads: bool = False
    """Whether the owner was asked for because of a thread."""


class Owners:
    """The objects of one process, by what they hold."""

    def __init__(self, objects: Iterable[dict[str, Any]], facts: Facts) -> None:
        self._facts = facts
        self._descriptors: dict[int, list[dict[str, Any]]] = {}
        self._threads: dict[int, list[dict[str, Any]]] = {}
        self._paths: dict[str, dict[str, Any]] = {}
        for told in objects:
            self._paths.setdefault(told["path"], told)
            for number in told.get("descriptors", ()):
                self._descriptors.setdefault(number, []).append(told)
            if "thread" in told:
                self._threads.setdefault(told["id"], []).append(told)

    def holds(self, number: int) -> bool:
        """Whether some object that can be reached holds this descriptor."""
        return number in self._descriptors

    def over_tls(self, number: int) -> bool:
        """Whether some object that holds this descriptor speaks TLS: its keys and counters are copied by a fork."""
        return any("SSL" in told["type"] or "TLS" in told["type"] for told in self._descriptors.get(number, ()))

    def of_descriptor(self, number: int) -> Owner | None:
        """The outermost object on the way to it that a fact calls a connection, a pool, a loop, a file."""
        return self._best(self._descriptors.get(number, []), OF_DESCRIPTORS, threads=False)

    def of_thread(self, identity: int) -> Owner | None:
        """The scheduler, executor or client that holds a thread."""
        held = [told for told in self._threads.get(identity, []) if told["tier"] == "application" or _is_held(told)]
        return self._best(held, OF_THREADS, threads=True)

    def resources(self) -> list[Owner]:
        """The application's objects that a fact calls a resource."""
        owners = [self.of_object(told) for told in self._paths.values() if told["fact"]]
        return [owner for owner in owners if self._is_resource(owner)]

    def _is_resource(self, owner: Owner) -> bool:
        row = self._facts.type_named(owner.fact)
        return row is not None and row.kind is not None and (owner.application or row.process_wide)

    def of_object(self, told: dict[str, Any]) -> Owner:
        """The object itself."""
        return _owner(told, len(told["chain"]) - 1, told["fact"], threads=False)

    def _best(self, found: list[dict[str, Any]], kinds: frozenset[Kind], threads: bool) -> Owner | None:
        owners = [self._outermost(told, kinds, threads) for told in found]
        owners.sort(key=lambda owner: (not owner.fact, not owner.application, len(owner.path)))
        return owners[0] if owners else None

    def _outermost(self, told: dict[str, Any], kinds: frozenset[Kind], threads: bool) -> Owner:
        """A cache, a scheduler may hold the application; what the application holds is none of theirs."""
        best: Owner | None = None
        for index, (_, made, fact) in enumerate(told["chain"]):
            row = self._facts.type_named(fact) if fact else None
            if row is not None and (row.kind in kinds or _is_harmless(row)):
                best = best or replace(_owner(told, index, fact, threads), safe=_is_harmless(row))
            elif not fact and _is_the_application(made, told):
                best = None
        return self._known(best) if best else _owner(told, len(told["chain"]) - 1, "", threads)

    def _known(self, owner: Owner) -> Owner:
        """With the origin of the object itself, not of what it holds."""
        itself = self._paths.get(owner.path)
        origin = itself.get("origin") if itself else None
        return owner if origin is None else replace(owner, origin=origin)


def _is_the_application(made: str, told: dict[str, Any]) -> bool:
    """A framework's application object, or an object of a class of the application's own."""
    own = told["tier"] == "application" and made.partition(".")[0] == str(told["module"]).partition(".")[0]
    return own or made in _APPLICATIONS


def _is_held(told: dict[str, Any]) -> bool:
    """Not only by the list that `threading` itself keeps."""
    return not str(told["path"]).startswith("threading.")


def _is_harmless(row: TypeFact) -> bool:
    """A row that says nothing but that such an object may be shared (`WatchedFileHandler` among the handlers)."""
    return row.kind is None and row.state == "harmless"


def _owner(told: dict[str, Any], index: int, fact: str, threads: bool) -> Owner:
    last = index == len(told["chain"]) - 1
    return Owner(
        path=told["path"] if last else _path(told, index),
        file=told["file"],
        module=told["module"],
        name=told["name"],
        direct=index == 0,
        fact=fact,
        application=told["tier"] == "application",
        origin=told.get("origin") if last else None,
        type=str(told["chain"][index][1]),
        threads=threads,
    )


def _path(told: dict[str, Any], index: int) -> str:
    return "".join(str(label) for label, _, _ in told["chain"][: index + 1])
