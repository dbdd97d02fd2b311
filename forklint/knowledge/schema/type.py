"""What a class of objects is."""

from __future__ import annotations

from msgspec import field

from forklint.knowledge.schema.call import CallFact
from forklint.knowledge.schema.row import Argument, Condition, Goodbye, Healing, NoHelp, Row, StateWord
from forklint.model.levels import Severity
from forklint.model.resource import Kind


class TypeFact(Row, frozen=True, kw_only=True):
    """A class of objects. `name` and `aliases` can be called, subclassed and imported."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    """None for a derived object that only reaches the resource it was derived from (a cursor, a session)."""
    rule: str = ""
    """Code of the rule that judges it; required where `kind` is given."""
    severity: Severity | None = None
    """Where it differs from the rule's."""
    state: StateWord = "dormant"
    """State after the constructor. A derived `live` object makes what it shares live, a `harmless` one nothing."""
    when: tuple[Condition, ...] = ()
    of: tuple[Argument, ...] = ()
    """Constructor arguments whose resource the object shares."""
    process_wide: bool = False
    """One per process (`django.db.connections`): the name itself is the object."""
    parent: str = ""
    """Process-wide type whose resource a derived object reaches where it was derived from nothing else."""
    activated_by: tuple[str, ...] = ()
    """Members that make the resource live when called; `*` for every call not named elsewhere.
    Dunder names stand for syntax: `__iter__` (also `list(x)`), `__enter__`, `__call__`, `__getitem__`, `__await__`."""
    released_by: tuple[str, ...] = ()
    """Members that release it; `__exit__` for leaving a `with` block."""
    renewed_by: tuple[str, ...] = ()
    """Members that discharge it when they are called in the worker, and only there (`seed`, `postfork`)."""
    goodbye: tuple[Goodbye, ...] = ()
    """Ways to release it that are wrong in the worker: right for that worker, the end of the session for the others."""
    gives: dict[str, str] = field(default_factory=dict)
    """Member called -> type of the result; the result shares the resource unless its type has a kind.
    `__iter__` gives the elements, `__getitem__` what a subscript gives, `__enter__` what `with … as` binds."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Attribute read -> type; `*` for every attribute not named elsewhere."""
    returns_self: tuple[str, ...] = ()
    """Members that return the receiver when called."""
    inert: tuple[str, ...] = ()
    """Members that do nothing of interest, where `*` would say otherwise."""
    passed_to: tuple[str, ...] = ()
    """Last names of foreign functions that make the resource live when the object is passed to them."""
    member: tuple[CallFact, ...] = ()
    """Members that need more than the lists above."""
    runs: tuple[Argument, ...] = ()
    """Constructor arguments that are called at once."""
    collected: bool = False
    """CPython's reference count closes it: harmless once nothing refers to it any more."""
    unless_environment: dict[str, str] = field(default_factory=dict)
    """Harmless where load time sets this environment variable to this value."""
    unless_patched: bool = False
    """Harmless where it is made after a call that `patches`: then it is a greenlet, which the worker has too."""
    heals: tuple[Healing, ...] = ()
    no_help: tuple[NoHelp, ...] = ()
    versions: str = ""
    """Version specifier: the type is a resource in these versions only."""
    runtime: tuple[str, ...] = ()
    """Where a running process has it, where that is neither `name` nor an alias: qualified names of classes, or of the
    one object that is process-wide."""
    draws: str = ""
    """A generator: method without arguments that draws one number. The probe calls it on copies."""
    notice: str = ""
    """Method (or dotted path to one) by which the library notices a fork before each use. It must not connect."""
    idle: str = ""
    """A pool: dotted path of attributes to the container of what it would hand out next."""
    message: str = ""
    """The finding's message where the rule's does not fit: for things that no library explains (an inherited pipe)."""
    goes_wrong: str = ""
    """What happens in the workers, in one or two sentences."""
    remedy: str = ""
    """The smallest repair, in one or two sentences."""
    source: str = ""
    proof: str = ""
    note: str = ""
