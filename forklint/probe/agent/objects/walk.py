"""The walk: breadth first, so that the shortest way to an object is the one that is told."""

from __future__ import annotations

import gc
import time
import types
from collections.abc import Iterable
from typing import Any

from . import draws, roots
from .asked import Settings
from .definer import definer
from .guards import Guards
from .kinds import Kind, Kinds
from .resolve import Known
from .roots import Globals, Root, is_special
from .steps import attribute_step, item_step

FOR_APPLICATION = 0.75
"""Share of the time that the application's own objects may take; the rest is for the libraries' globals."""
DEEPEST_IN_LIBRARIES = 5
STRIDE = 64
"""Objects between two looks at the clock."""

CODE = frozenset(map(id, (type, types.FunctionType, types.BuiltinFunctionType)))
"""What fills the globals of libraries: there is nothing to look for inside."""

Node = tuple[Any, int, Any, bool, int]
"""Object, number of the node that holds it (-1 for a global), label there, whether it is the application's, depth."""


class Walk:
    """Objects that were reached, and the way to each. It keeps them alive: it lives for one call only."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.kinds = Kinds(settings, Known(settings.types))
        self.nodes: list[Node] = []
        self.libraries = 0
        """Number of the first node that only a library holds."""
        self.aliases: dict[int, list[Root]] = {}
        """Id of an object -> all globals of the application that hold it."""
        self.cut = ""
        """What ended the walk early: `seconds`, `objects` or nothing."""
        self._seen = roots.dictionaries() | {id(held) for _, _, held in draws.of_modules()}
        self._seen.update(map(id, settings.of_server))
        self._at = 0

    def go(self) -> None:
        """Walk, with the garbage collector held off: it would run finalizers of the application meanwhile."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._go()
        finally:
            if collecting:
                gc.enable()

    def _go(self) -> None:
        start = time.thread_time()  # time of the machine's other work does not count
        settings, kinds = self.settings, self.kinds
        self._guards = Guards(self)
        self._begin(roots.of_application(settings.application, kinds.is_mine), own=True)
        if settings.loaded is not None:
            module, file, name, held = settings.loaded
            self._begin([(module, file, [(name, held)])], own=True)
        self._expand(start + settings.seconds * FOR_APPLICATION, 1_000_000)
        self.libraries = self._at = len(self.nodes)
        self._begin(roots.of_facts(kinds.known.places), own=False)
        self._begin(roots.of_hub(), own=False)
        self._begin(roots.of_libraries(settings.application), own=False)
        self._expand(start + settings.seconds, DEEPEST_IN_LIBRARIES)

    def kind(self, node: int) -> Kind:
        """The kind of a node's object."""
        return self.kinds.of(type(self.nodes[node][0]))

    def way(self, node: int) -> list[int]:
        """Numbers of the nodes from the global to a node."""
        found = []
        while node >= 0:
            found.append(node)
            node = self.nodes[node][1]
        return found[::-1]

    def root(self, first: int, origin: dict[str, Any] | None) -> Root:
        """The global by which a first node is known best."""
        held, _, label, _, _ = self.nodes[first]
        return definer(self.aliases.get(id(held)) or [label], origin)

    def step(self, node: int) -> str:
        """How a node is reached from the one that holds it."""
        _, parent, label, _, _ = self.nodes[node]
        return item_step(label) if self.kind(parent).items else attribute_step(label)

    def _begin(self, found: Iterable[Globals], own: bool) -> None:
        skipped = self.kinds.atoms if own else self.kinds.atoms | CODE
        for module, file, items in found:
            renewed = self._guards.of_module(module)
            for name, held in items:
                if id(type(held)) not in skipped and not is_special(name) and name not in renewed:
                    self._begin_at(Root(module, file, name), held, own)

    def _begin_at(self, root: Root, held: object, own: bool) -> None:
        if own:
            self.aliases.setdefault(id(held), []).append(root)
        if id(held) not in self._seen:
            self._seen.add(id(held))
            self.nodes.append((held, -1, root, own, 1))

    def _expand(self, until: float, deepest: int) -> None:
        nodes, kinds, clock = self.nodes, self.kinds.by_id, time.thread_time
        while self._at < len(nodes):
            if self._at % STRIDE == 0 and self._is_over(clock() > until):
                return
            made, _, _, own, depth = nodes[self._at]
            kind = kinds.get(id(type(made))) or self.kinds.of(type(made))
            if kind.expand is not None and depth < deepest:
                try:
                    pairs = self._guards.held(made, kind.expand(made), self._at)
                except BaseException:  # a foreign object may raise anything, SystemExit too
                    pairs = []
                self._add(pairs, own and kind.transparent, depth + 1)
            self._at += 1

    def _add(self, pairs: list[tuple[Any, Any]], own: bool, depth: int) -> None:
        atoms, seen, at = self.kinds.atoms, self._seen, self._at
        for label, held in pairs:
            if id(type(held)) in atoms:
                continue
            identity = id(held)
            if identity not in seen:
                seen.add(identity)
                self.nodes.append((held, at, label, own, depth))

    def _is_over(self, late: bool) -> bool:
        many = len(self.nodes) > self.settings.objects
        if late or many:
            self.cut = "objects" if many else "seconds"
        return late or many
