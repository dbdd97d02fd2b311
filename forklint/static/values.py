"""Abstract values. Python constants stand for themselves; everything else is one of these classes.

Values are mutable where Python's are (instances, containers): one abstract object per executed creation.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forklint.knowledge.schema import TypeFact
    from forklint.static.resources import LiveResource
    from forklint.static.scope import Frame, Scope

MAX_WIDTH = 6
"""Alternatives that one value may have; further ones are dropped (the join stays what it is)."""


class Value:
    """An abstract object."""

    __slots__ = ()


class External(Value):
    """Something that no file of the program defines: a library's name, or what an unknown call returned.

    `name` is a chain such as `sqlalchemy.orm.declarative_base().metadata`; empty for a wholly unknown value.
    """

    __slots__ = ("attributes", "name", "owner")

    def __init__(self, name: str) -> None:
        self.name = name
        self.attributes: dict[str, Any] | None = None
        """What the program hung on it (`app.pool = …`)."""
        self.owner: External | None = None
        """What it was read from (`app` of `app.state`)."""


UNKNOWN = External("")


class Alternatives(Value):
    """One of several values: what the arms of an undecided condition left behind."""

    __slots__ = ("values",)

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values


class Defaulted(Value):
    """A constant that the environment may replace (`os.environ.get("X", "1")`)."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class Pid(Value):
    """The id of the running process, or a text made from it."""

    __slots__ = ("resource",)

    def __init__(self, resource: LiveResource | None = None) -> None:
        self.resource = resource
        """The reading of it, which counts as a resource while it is kept."""


PID = Pid()


class PidTest(Value):
    """The outcome of comparing something with the running process's id: differs after a fork."""

    __slots__ = ()


PID_TEST = PidTest()


class ModuleValue(Value):
    """A module of the program."""

    __slots__ = ("body", "executable", "file", "lines", "name", "package", "parsed", "path", "scope",
                 "script", "yields")

    def __init__(self, name: str, path: str, package: bool, file: str = "") -> None:
        self.name = name
        self.path = path
        """As reports show it."""
        self.file = file
        self.package = package
        self.scope: Frame
        self.body: list[ast.stmt] = []
        """Empty once a large program has no more use for it."""
        self.parsed = False
        self.script = False
        """Whether its statements look like those of a script that a person runs."""
        self.yields = True
        """Whether the word `yield` is anywhere in its text."""
        self.executable = False
        """Whether its first line names an interpreter (`#!`)."""
        self.lines: set[int] | None = None
        """Lines of the statements that were executed; kept where a comment speaks to forklint."""


class FunctionValue(Value):
    """A function or lambda, with the scope that it closes over."""

    __slots__ = ("attributes", "cached", "calls", "defaults", "events", "kw_defaults", "module",
                 "name", "node", "owner", "result", "scope")

    def __init__(self, node: FunctionNode, name: str, scope: Scope, module: ModuleValue) -> None:
        self.node = node
        self.name = name
        """`module.Class.method`"""
        self.scope = scope
        self.module = module
        self.defaults: list[Any] = []
        self.kw_defaults: list[Any] = []
        self.owner: ClassValue | None = None
        self.attributes: dict[str, Any] = {}
        self.cached = False
        self.calls = 0
        self.events = 0
        self.result: Any = UNKNOWN


FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class ClassValue(Value):
    """A class of the program."""

    __slots__ = ("bases", "dataclass", "level", "metaclass", "module", "mro", "name", "namespace", "node", "shape",
                 "subclasses")

    def __init__(self, name: str, node: ast.ClassDef | None, module: ModuleValue, bases: tuple[Any, ...]) -> None:
        self.name = name
        """`module.Outer.Inner`"""
        self.node = node
        self.module = module
        self.bases = bases
        self.namespace: dict[str, Any] = {}
        self.metaclass: Any = None
        self.mro: list[Any] = [self]
        """Linearised: program classes first, then what external bases there are."""
        self.dataclass = False
        self.level = 0
        self.shape: str | None = None
        """What its bases in the standard library make of it (`dict`, `enum`); None before anyone asked."""
        self.subclasses: list[ClassValue] = []


class Instance(Value):
    """An object of a program class."""

    __slots__ = ("attributes", "cls", "content", "handle", "level")

    def __init__(self, cls: ClassValue, level: int) -> None:
        self.cls = cls
        self.content: Any = None
        """What an object of a class that extends `list`, `dict` or `str` holds; None for other objects."""
        self.attributes: dict[str, Any] = {}
        self.handle: Handle | None = None
        """What it is to a library whose class it extends (a thread, a model)."""
        self.level = level


class Handle(Value):
    """An object of a library that a facts row describes."""

    __slots__ = ("attributes", "resource", "type")

    def __init__(self, type_: TypeFact, resource: LiveResource | None) -> None:
        self.type = type_
        self.attributes: dict[str, Any] | None = None
        self.resource = resource
        """None where the type only reaches a process-wide resource, made on first use."""


class Member(Value):
    """A member of a handle, not yet called."""

    __slots__ = ("handle", "name")

    def __init__(self, handle: Handle, name: str) -> None:
        self.handle = handle
        self.name = name


class Bound(Value):
    """A function with its first argument: a method."""

    __slots__ = ("function", "receiver")

    def __init__(self, function: Any, receiver: Any) -> None:
        self.function = function
        self.receiver = receiver


class Native(Value):
    """A method of a container or constant (`items.append`)."""

    __slots__ = ("name", "receiver")

    def __init__(self, receiver: Any, name: str) -> None:
        self.receiver = receiver
        self.name = name


WEAK_REFERENCE = "(weak reference)"
"""Name of the function that a weak reference is, partially applied to what it refers to and keeps alive not."""


class Partial(Value):
    """`functools.partial` and its relatives."""

    __slots__ = ("args", "function", "kwargs")

    def __init__(self, function: Any, args: list[Any], kwargs: dict[str, Any]) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs


class Descriptor(Value):
    """`property`, `classmethod`, `staticmethod`, `cached_property`."""

    __slots__ = ("function", "kind", "setter")

    def __init__(self, kind: str, function: Any, setter: Any = None) -> None:
        self.kind = kind
        self.function = function
        self.setter = setter


class Super(Value):
    """`super()` inside a method."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: ClassValue, receiver: Any) -> None:
        self.cls = cls
        self.receiver = receiver


class Sequence(Value):
    """A list, tuple or set; `rest` stands for elements that are not known one by one."""

    __slots__ = ("items", "kind", "level", "rest", "weak")

    def __init__(self, kind: str, items: list[Any], rest: Any = None, level: int = 0) -> None:
        self.kind = kind
        self.items = items
        self.rest = rest
        self.level = level
        self.weak = False
        """Whether it keeps nothing alive (`WeakSet`)."""


class Mapping(Value):
    """A dictionary with constant keys; `rest` joins the values under other keys."""

    __slots__ = ("factory", "items", "level", "rest", "weak")

    def __init__(self, items: dict[Any, Any], rest: Any = None, level: int = 0) -> None:
        self.items = items
        self.rest = rest
        self.level = level
        self.factory: Any = None
        """`defaultdict`'s first argument."""
        self.weak = False
        """Whether it keeps none of its values alive (`WeakValueDictionary`)."""


class Suspended(Value):
    """A called generator or coroutine function whose body has not run yet."""

    __slots__ = ("done", "frame", "function", "left")

    def __init__(self, function: FunctionValue, frame: Frame) -> None:
        self.function = function
        self.frame = frame
        self.done = False
        self.left: list[ast.stmt] | None = None
        """Statements behind the `yield` at which a consumer left it; None where it was not left."""


class Lazy(Value):
    """An iterator that runs program code when it is consumed: `map(f, xs)`, a generator expression."""

    __slots__ = ("produce",)

    def __init__(self, produce: Any) -> None:
        self.produce = produce
        """Called with a consumer: `produce(consume)` calls `consume(value)` once for each element."""


class Manager(Value):
    """A context manager of the standard library that the analyzer models itself: `closing`, `ExitStack`."""

    __slots__ = ("exits", "kind", "target")

    def __init__(self, kind: str, target: Any = None) -> None:
        self.kind = kind
        self.target = target
        self.exits: list[Any] = []


def join(first: Any, second: Any) -> Any:
    """Either of two values."""
    if first is second:
        return first
    values = list(first.values) if isinstance(first, Alternatives) else [first]
    for value in second.values if isinstance(second, Alternatives) else (second,):
        if len(values) < MAX_WIDTH and not any(_same(value, known) for known in values):
            values.append(value)
    return values[0] if len(values) == 1 else Alternatives(tuple(values))


def _same(first: Any, second: Any) -> bool:
    if first is second:
        return True
    if isinstance(first, External) and isinstance(second, External):
        return first.name == second.name
    if isinstance(first, Value) or isinstance(second, Value):
        return False
    return type(first) is type(second) and bool(first == second)


def each(value: Any) -> tuple[Any, ...]:
    """The values that one may be."""
    return value.values if isinstance(value, Alternatives) else (value,)


def held(value: Any) -> Any:
    """What an object of a class that extends a builtin type holds; other values as they are."""
    return value.content if isinstance(value, Instance) and value.content is not None else value


def is_pid(value: Any) -> bool:
    """Whether the value is the process id, or a tuple or list with it."""
    if isinstance(value, Sequence):
        return any(isinstance(item, Pid) for item in value.items)
    return isinstance(value, Pid)


def constant(value: Any) -> bool:
    """Whether a value is a Python constant that stands for itself."""
    return not isinstance(value, Value)
