"""What can be said of a type once, for all its objects: how they are read, and what is worth telling of them."""

from __future__ import annotations

import _thread
import contextvars
import sys
import types
import weakref
from collections.abc import Callable
from typing import Any

from . import children, safe
from .asked import Settings
from .resolve import Known

ATOMS: tuple[type, ...] = (
    type(None), type(...), type(NotImplemented), bool, int, float, complex, str, bytes, bytearray, range, slice, object,
    types.CodeType, types.FrameType, types.TracebackType, types.ModuleType,
    types.GetSetDescriptorType, types.MemberDescriptorType, types.WrapperDescriptorType,
    types.MethodDescriptorType, types.ClassMethodDescriptorType, types.MethodWrapperType,
)  # fmt: skip
"""Hold nothing of interest, or lead out of the application: into frames that run, into other modules."""
CUT: tuple[type, ...] = (types.ModuleType, *weakref.ProxyTypes, weakref.ReferenceType)
"""Types that are not followed, nor are their subclasses: what is held weakly is not held."""
SUSPENDED = (types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
TRANSPARENT = (
    *(base for base, _ in children.CONTAINERS), types.FunctionType, types.MethodType, types.CellType, property,
    staticmethod, classmethod, types.MappingProxyType, _thread._local, contextvars.ContextVar,
)  # fmt: skip
"""Types of Python's own whose content still belongs to the application that made them."""
_TRANSPARENT = frozenset(map(id, TRANSPARENT))
LOGGER = "logging.Logger"
TRANSPARENT_NAMES = ("collections.OrderedDict", "collections.defaultdict", "functools.partial")


class Kind:
    """One type of object."""

    __slots__ = ("expand", "fact", "inherited", "items", "looks", "mine", "name", "names", "transparent")

    def __init__(self, name: str, names: frozenset[str], fact: str) -> None:
        self.name = name
        self.names = names
        """Its name and those of its bases."""
        self.fact = fact
        """Public name of the row that speaks of it."""
        self.expand: children.Expand | None = None
        self.items = False
        """Labels of its content are keys and indices, not names."""
        self.mine = False
        """The application defines it."""
        self.inherited: frozenset[str] = frozenset()
        """Names that library code uses on objects of the application's class: what is there is the library's."""
        self.transparent = False
        """What it holds belongs to whom it belongs to."""
        self.looks: tuple[Look, ...] = ()
        """What else there is to tell of its objects."""


Look = Callable[[Any], dict[str, Any]]


class Owner:
    """Tells the application's classes. On its own, so that what refers to it closes no circle and dies at once."""

    def __init__(self, application: Callable[[str], bool]) -> None:
        self.application = application
        self._known: dict[str, bool] = {}

    def is_mine(self, cls: type) -> bool:
        """Whether the application defines a class."""
        module = safe.module_of(cls)
        mine = self._known.get(module)
        if mine is None:
            file = safe.file_of(sys.modules.get(module))
            mine = self._known[module] = bool(file) and self.application(file)
        return mine


class Kinds:
    """Kinds by type, each made once."""

    def __init__(self, settings: Settings, known: Known) -> None:
        owner = Owner(settings.application)
        self.is_mine = owner.is_mine
        self.known = known
        self.atoms = {id(cls) for cls in ATOMS}
        self.by_id: dict[int, Kind] = {}
        self.looks_of: Callable[[type, Kind, Kinds], tuple[Look, ...]] = lambda cls, kind, kinds: ()
        """What there is to tell of a type's objects; set by the room that knows."""
        self._function = children.of_function(settings.application)
        self._class = children.of_class(owner.is_mine)

    def of(self, cls: type) -> Kind:
        """The kind of a type."""
        known = self.by_id.get(id(cls))
        if known is None:
            known = self.by_id[id(cls)] = self._make(cls)
        return known

    def _make(self, cls: type) -> Kind:
        names = safe.names(cls)
        kind = Kind(safe.name_of(cls), names, self.known.fact_of(cls, names))
        if issubclass(cls, CUT) or safe.module_of(cls).startswith(PACKAGE):
            self.atoms.add(id(cls))
            return kind
        kind.mine = self.is_mine(cls)
        kind.inherited = self._inherited(cls) if kind.mine else frozenset()
        kind.transparent = (
            kind.mine or id(cls) in _TRANSPARENT or kind.name in TRANSPARENT_NAMES or issubclass(cls, type)
        )
        kind.items = any(cls is base for base, _ in children.CONTAINERS)
        kind.expand = self._expand(cls, names)
        kind.looks = self.looks_of(cls, kind, self)
        return kind

    def _inherited(self, cls: type) -> frozenset[str]:
        found: set[str] = set()
        for base in safe.mro(cls):
            if not self.is_mine(base):
                for held in list(safe.namespace(base).values()):
                    if type(held) is types.FunctionType:
                        found.update(held.__code__.co_names)
        return frozenset(found)

    def _expand(self, cls: type, names: frozenset[str]) -> children.Expand:
        for base, expand in children.CONTAINERS:
            if cls is base:
                return expand
        if cls is types.FunctionType:
            return self._function
        if issubclass(cls, type):
            return self._class
        if issubclass(cls, _thread._local):
            return children.of_local
        if cls is contextvars.ContextVar:
            return children.of_variable
        if any(cls is one for one in SUSPENDED):
            return children.of_suspended
        expand = children.of_instance(cls)
        return children.of_logger(expand) if LOGGER in names else expand


PACKAGE = __name__.rpartition(".objects")[0] + "."
