"""A facts file, and its smaller rows."""

from __future__ import annotations

from typing import Literal

from forklint.knowledge.schema.call import CallFact
from forklint.knowledge.schema.row import Row
from forklint.knowledge.schema.type import TypeFact


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
