"""What an object holds, as pairs (label, object): read in one go, so that another thread's write cannot get between."""

from __future__ import annotations

import _thread
import contextvars
import gc
import types
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import Any

from . import safe
from .steps import INSIDE, Step, item_step

Pairs = list[tuple[Any, Any]]
Expand = Callable[[Any], Pairs]

LIMIT = 1000
"""Elements of one container that are looked at: more of them are data, not resources."""
IN_CLASS = ("__dict__", "__weakref__", "__doc__", "__module__", "__qualname__")


def of_dict(made: Any) -> Pairs:
    """Values by key. Keys are not looked into."""
    return list(islice(dict.items(made), LIMIT))


def of_list(made: Any) -> Pairs:
    """Elements by index."""
    return list(enumerate(islice(list.__iter__(made), LIMIT)))


def of_tuple(made: Any) -> Pairs:
    """Elements by index."""
    return list(enumerate(islice(tuple.__iter__(made), LIMIT)))


def of_deque(made: Any) -> Pairs:
    """Elements by index."""
    return list(enumerate(islice(deque.__iter__(made), LIMIT)))


def of_set(made: Any) -> Pairs:
    """Elements, which have no names."""
    iterate = set.__iter__ if issubclass(type(made), set) else frozenset.__iter__
    held = list(islice(iterate(made), LIMIT))
    return [(Step("{...}"), element) for element in held]


def of_logger(expand: Expand) -> Expand:
    """A logger's own, without its relatives: they are found under names of their own."""
    return lambda made: [(name, held) for name, held in expand(made) if name not in ("manager", "parent")]


CONTAINERS: tuple[tuple[type, Expand], ...] = (
    (dict, of_dict),
    (list, of_list),
    (tuple, of_tuple),
    (deque, of_deque),
    (set, of_set),
    (frozenset, of_set),
)


def of_local(made: Any) -> Pairs:
    """What this thread has in a `threading.local`. One with a constructor of its own would run it: it is left alone."""
    if safe.lookup(type(made), "__init__") is not _INIT_OF_LOCAL:
        return []
    return list(dict.items(_thread._local.__getattribute__(made, "__dict__")))


_INIT_OF_LOCAL = safe.lookup(_thread._local, "__init__")


def of_variable(made: Any) -> Pairs:
    """The value that a context variable has here."""
    return [(Step(".get()"), contextvars.ContextVar.get(made, None))]


def of_suspended(made: Any) -> Pairs:
    """Local variables of a generator or coroutine that waits: a `with` block that was entered by hand."""
    for name in ("gi", "cr", "ag"):
        frame = safe.attribute(made, f"{name}_frame")
        if type(frame) is types.FrameType and safe.attribute(made, f"{name}_running") is not True:
            return [(Step(f".<locals>.{local}"), held) for local, held in list(frame.f_locals.items())]
    return []


def of_function(own: Callable[[str], bool]) -> Expand:
    """Closures; of the application's functions defaults and attributes too."""

    def expand(made: Any) -> Pairs:
        code = made.__code__
        cells = zip(code.co_freevars, made.__closure__ or ())  # noqa: B905 - Python 3.9 knows no `strict`
        pairs: Pairs = [(Step(f".<locals>.{name}"), held) for name, cell in cells for held in gc.get_referents(cell)]
        if own(code.co_filename):
            pairs += [(Step(f".__defaults__[{at}]"), held) for at, held in enumerate(made.__defaults__ or ())]
            pairs += list((made.__kwdefaults__ or {}).items())
            pairs += list(dict.items(made.__dict__))
        return pairs

    return expand


def of_class(own: Callable[[type], bool]) -> Expand:
    """Class attributes of the application's classes; nothing of a library's."""

    def expand(made: Any) -> Pairs:
        if not own(made):
            return []
        return [(name, held) for name, held in list(safe.namespace(made).items()) if name not in IN_CLASS]

    return expand


def of_instance(cls: type) -> Expand:
    """How the instances of a class are read: elements, dictionary, slots, and what C code holds under no name."""
    inner = next((expand for base, expand in CONTAINERS if issubclass(cls, base)), None)
    getter = safe.dictionary_getter(cls)
    slots = tuple(safe.slots(cls))
    if inner is None and getter is not None and not slots and _is_plain(cls, 0):
        return _of_plain(getter)
    hidden = getter is None and safe.lookup(cls, "__dict__") is not safe.MISSING
    plain = inner is None and not hidden and _is_plain(cls, len(slots))

    def expand(made: Any) -> Pairs:
        pairs = [(Step(item_step(label)), held) for label, held in inner(made)] if inner is not None else []
        held = getter(made) if getter is not None else None
        if held is not None:
            pairs += list(dict.items(held))
        pairs += _slot_values(made, slots)
        return pairs if plain else pairs + _nameless(made, held)

    return expand


def _of_plain(getter: Callable[[Any], Any]) -> Expand:
    def expand(made: Any) -> Pairs:
        held = getter(made)
        return list(dict.items(held)) if held is not None else []

    return expand


def _slot_values(made: Any, slots: tuple[tuple[str, Callable[[Any], Any]], ...]) -> Pairs:
    return [(name, held) for name, reader in slots if (held := _slot(reader, made)) is not None]


def _slot(reader: Callable[[Any], Any], made: Any) -> Any:
    try:
        return reader(made)
    except BaseException:  # not set
        return None


def _nameless(made: Any, dictionary: object) -> Pairs:
    """What the garbage collector sees: it asks the type's C code, as it does in every collection."""
    return [(INSIDE, held) for held in gc.get_referents(made) if held is not dictionary and held is not type(made)]


def _is_plain(cls: type, slots: int) -> bool:
    """Whether dictionary and slots are all that an instance has: its size leaves no room for fields of C code."""
    getters = (safe.lookup(cls, "__dict__"), safe.lookup(cls, "__weakref__"))
    pointers = sum(held is not safe.MISSING for held in getters[_IN_FRONT:])
    return _basicsize(cls) == _basicsize(object) + _POINTER * (slots + pointers)


_basicsize: Callable[[type], int] = type.__dict__["__basicsize__"].__get__
_POINTER = 8


class _Measured:
    """Tells how much of a dictionary and of weak references counts in an instance's size."""


# Python 3.11 put the dictionary in front of the object, 3.12 the weak references too.
_IN_FRONT = 2 - (_basicsize(_Measured) - _basicsize(object)) // _POINTER
