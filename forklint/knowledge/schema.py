"""The shape of a facts file (`rules/facts/<distribution>.toml`); `docs/adding-a-fact.md` explains it.

Every struct refuses unknown keys, so that a misspelt key is an error that names file, row and key.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from forklint.model.levels import Severity
from forklint.model.resource import Kind, Mechanism

Argument = int | str
"""An argument of a call: a position that counts from 0 (the receiver does not count), or a keyword."""

StateWord = Literal["dormant", "live", "harmless"]
"""`harmless`: holds nothing that a fork breaks, whatever is called on it (an engine with `NullPool`)."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all rows share."""


class Condition(Row, frozen=True, kw_only=True, rename={"is_": "is", "not_": "not"}):
    """Decides the state after a call by one argument. Exactly one test is given."""

    argument: str
    """Keyword under which the argument may be passed."""
    position: int = -1
    """Its position, where it may be passed by position."""
    is_: Any = msgspec.UNSET
    not_: Any = msgspec.UNSET
    above: float | None = None
    present: bool | None = None
    contains: str | None = None
    """The argument is a text that contains this, or something external whose name ends with it."""
    state: StateWord
    """The state of the new object where the test holds."""
    makes: str = ""
    """Its type, where the argument decides that too (`open(name, "w")`). The first condition that holds decides."""


class Healing(Row, frozen=True, kw_only=True):
    """A library that notices the fork and renews itself."""

    since: str
    """First version that does; `0` for always."""
    mechanism: Mechanism
    released: str = ""
    """Month of that release (`2021-04`): where no version is known, older than three years counts as safe."""
    vouched: bool = True
    """False where its makers still advise against it, or warn in each worker: then a finding stays as a warning."""
    note: str = ""


class NoHelp(Row, frozen=True, kw_only=True):
    """An argument that people add as a repair and that does not repair."""

    argument: str
    why: str


class Goodbye(Row, frozen=True, kw_only=True):
    """A call that speaks to the other end before it lets go: in a worker it ends the session for everybody."""

    names: tuple[str, ...]
    """Last names of the members, or of functions that free the type."""
    when: tuple[Condition, ...] = ()
    """`harmless` where an argument has it let go in silence (`dispose(close=False)`)."""
    instead: str = ""
    """What to do instead, where the rule's remedy is not it."""


class CallFact(Row, frozen=True, kw_only=True):
    """What one call does. As `[[call]]` its names are qualified; as `[[type.member]]` they are member names."""

    names: tuple[str, ...]
    makes: str = ""
    """Name of the type of the result."""
    state: StateWord | None = None
    """State of the result, where the type says otherwise; on a member row without `makes`: of the receiver."""
    when: tuple[Condition, ...] = ()
    """Change `state`, and speak of the same object."""
    of: tuple[Argument, ...] = ()
    """The result shares the resource of the first of these arguments that has one."""
    returns: Argument | None = None
    """The call returns this argument itself."""
    activates: tuple[Argument, ...] = ()
    """Arguments whose resource the call makes live."""
    releases: tuple[Argument, ...] = ()
    """Arguments whose resource the call releases."""
    activates_self: bool = False
    """Member rows: makes the receiver's resource live."""
    releases_self: bool = False
    """Member rows: releases the receiver's resource."""
    binds: tuple[Argument, ...] = ()
    """Member rows: from now on the receiver shares these arguments' resource (`Session.configure(bind=engine)`)."""
    runs: tuple[Argument, ...] = ()
    """Arguments that the call itself calls before it returns."""
    in_worker: tuple[Argument, ...] = ()
    """Arguments (or, as a decorator, the function) that run in the worker after the fork."""
    in_master: tuple[Argument, ...] = ()
    """Arguments (or the decorated function) that the master runs before the fork."""
    guards: tuple[Argument, ...] = ()
    """Where the function passed or decorated compares pids, the resource of these arguments heals."""
    uses: tuple[str, ...] = ()
    """Process-wide types that the call makes live."""
    frees: tuple[str, ...] = ()
    """Process-wide types that the call releases."""
    renews: tuple[str, ...] = ()
    """Process-wide types that the call discharges when it is made in the worker, and only there."""
    quiets: tuple[str, ...] = ()
    """Process-wide types that the call makes harmless for good (`torch.set_num_threads(1)`); with `when`, only where
    the deciding condition says `harmless`."""
    forks: bool = False
    """The call is a fork point of the program."""
    spawns: bool = False
    """The call starts processes of the program that inherit nothing."""
    patches: bool = False
    """The call replaces blocking parts of the standard library by cooperative ones (`gevent.monkey.patch_all`)."""
    start_method: tuple[Argument, ...] = ()
    """Arguments that name a multiprocessing start method."""
    initializer: tuple[Argument, ...] = ()
    """Arguments that each child process calls before anything else."""
    initargs: tuple[Argument, ...] = ()
    """What the initializer is given."""
    versions: str = ""
    """Version specifier (`<2`): the row holds for these versions only."""
    source: str = ""
    proof: str = ""


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
    gives: dict[str, str] = {}
    """Member called -> type of the result; the result shares the resource unless its type has a kind.
    `__iter__` gives the elements, `__getitem__` what a subscript gives, `__enter__` what `with … as` binds."""
    attributes: dict[str, str] = {}
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
    unless_environment: dict[str, str] = {}
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


class Duck(Row, frozen=True, kw_only=True):
    """How an object of unknown class is recognised by a member that only one library has."""

    members: tuple[str, ...]
    """Attribute names."""
    type: str
    """Type of the attribute's value."""
    receiver: Literal["class", "any"] = "any"
    """`class`: only on names that are spelt like a class."""
    beside: tuple[str, ...]
    """The program imports one of these packages."""


class ImportFact(Row, frozen=True, kw_only=True):
    """A module whose mere import makes something live."""

    names: tuple[str, ...]
    uses: tuple[str, ...]
    versions: str = ""
    source: str = ""


class SubclassFact(Row, frozen=True, kw_only=True):
    """A base class whose subclasses a framework drives at load time."""

    base: str
    """Qualified name; `package.*` for every class of a package."""
    deferred: bool = False
    """Calling such a class makes nothing yet: the framework makes the object later (WTForms fields)."""
    calls: tuple[str, ...] = ()
    """Methods that the framework calls on an instance in the master while loading (`ready`)."""


class FactsFile(Row, frozen=True, kw_only=True):
    """One `rules/facts/<distribution>.toml`."""

    distribution: str
    """As PyPI spells it; `python` for the standard library."""
    alternatives: tuple[str, ...] = ()
    """Other distributions that hold the same modules (`psycopg2-binary`)."""
    stands_on: str = ""
    """The distribution that decides what a fork does to these rows, where it is another (`grpcio` below its clients):
    `since` and `versions` are its, and a report is decided for its version."""
    modules: tuple[str, ...]
    """Import names (`dbutils`, `google.cloud.pubsub_v1`) under which programs meet the library."""
    source: str
    """Where the knowledge comes from, for rows that name no other."""
    type: tuple[TypeFact, ...] = ()
    call: tuple[CallFact, ...] = ()
    duck: tuple[Duck, ...] = ()
    imports: tuple[ImportFact, ...] = ()
    subclass: tuple[SubclassFact, ...] = ()


class Case(Row, frozen=True, kw_only=True):
    """A small program: `# file: name` lines split it into files (default `app.py`).

    In an invalid case, `# <- FL102` ends the line where the finding stands.
    """

    title: str
    code: str


class RuleFile(Row, frozen=True, kw_only=True):
    """One `rules/checks/<code>-<slug>.toml`."""

    code: str
    name: str
    """Names the defect, so that `allow <name>` reads well."""
    severity: Severity
    summary: str
    """One line for lists."""
    message: str
    """The finding's message; `{call}`, `{symbol}`, `{library}`, `{state}` are filled in."""
    what: str
    why: str
    remedy: str
    since: str
    """First forklint version that has it."""
    invalid: tuple[Case, ...]
    valid: tuple[Case, ...]


class Hook(Row, frozen=True, kw_only=True):
    """A function that a server calls."""

    name: str
    """Name in the configuration file, or qualified name of the decorator or signal."""
    process: Literal["master", "worker", "other"]
    """The process that it runs in; `other`: one that forks no workers and is none."""
    when: Literal["start", "later", "dirty"] = "start"
    """`start`: before the first fork, or at a worker's start. `later`: afterwards. `dirty`: at a dirty one's start."""
    where: Literal["configuration", "decorator", "assignment"]

    @property
    def repairs(self) -> bool:
        """Whether each worker calls it when it starts, so that what it releases or replaces is discharged."""
        return self.process == "worker" and self.when == "start"


class Options(Row, frozen=True, kw_only=True):
    """What may stand on a server's command line. Each text lists the spellings of one option, its name last."""

    value: tuple[str, ...] = ()
    """Options that take a value."""
    flag: tuple[str, ...] = ()
    """Options that take none."""
    optional: tuple[str, ...] = ()
    """Options that may take one, in the word that follows."""
    others: bool = False
    """Whether there are more, each of which takes a value; without, what is not listed is a mistake."""
    variables: str = ""
    """How environment variables begin that stand for an option (`UWSGI_`); empty where there are none."""
    attribute: str = ""
    """What it takes where an entry names the module alone."""
    workers: str = ""
    """The option that says how many workers there are."""
    folders: tuple[str, ...] = ()
    """Options that name folders to import from, the first one also to start in."""
    factory: str = ""
    """The option that says that the entry is to be called."""


class Settings(Row, frozen=True, kw_only=True):
    """The names that a configuration file in Python may bind, by what they take; hooks are not among them."""

    text: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    truth: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """Lists, mappings, and names of other versions."""
    meant: dict[str, str] = {}
    """Names that are none and that people write -> the setting or hook that they mean."""

    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.text, *self.number, *self.truth, *self.other)


class ServerFile(Row, frozen=True, kw_only=True):
    """One `rules/servers/<server>.toml`."""

    name: str
    programs: tuple[str, ...] = ()
    """Commands and modules (`python -m`) that start it."""
    forks: Literal["after-load", "before-load", "if-preload", "never"]
    """When it forks by default; `before-load` also where it starts workers afresh (spawn)."""
    why: str = ""
    """For readers of a report: why nothing is preloaded, where that is always so."""
    mechanisms: tuple[Mechanism, ...]
    """Kinds of self-healing that work under this server's fork by default."""
    hook: tuple[Hook, ...] = ()
    settings: Settings = Settings()
    options: Options = Options()
    source: str
