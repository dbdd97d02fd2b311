"""Native threads: whose they are, and what facts say of them."""

from __future__ import annotations

from typing import Any

from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.model.resource import Kind

GENERIC = "forklint.native-threads"
_FOLDERS = ("site-packages/", "dist-packages/")


def package_of(library: str) -> str:
    """Import name of the package that a shared library was installed with (`numpy.libs/…` too); empty for none."""
    inside = next((library.partition(folder)[2] for folder in _FOLDERS if folder in library), "")
    return inside.partition("/")[0].partition(".")[0].lstrip("_")


def fact_of(task: dict[str, Any], facts: Facts) -> TypeFact | None:
    """What facts say: of threads of this name, of those of its package, else of the one resource that has any there."""
    package = package_of(task["library"])
    named = (f"{GENERIC}.{task['name']}", f"{package}.native-threads" if package else "")
    said = next((row for name in named if name and (row := facts.type_named(name)) is not None), None)
    return said or _only(facts, package)


def _only(facts: Facts, package: str) -> TypeFact | None:
    if not package:
        return None
    facts.load(package)
    names = [name for name, row in facts.types.items() if row.kind is Kind.NATIVE_THREADS and row.name == name]
    own = [name for name in names if name.partition(".")[0] == package]
    return facts.types[own[0]] if len(own) == 1 else None


def renewed(task: dict[str, Any], workers: list[list[dict[str, Any]]]) -> bool:
    """Whether every worker has a native thread of the same name and library."""
    return all(any(_alike(task, other) for other in natives) for natives in workers)


def _alike(task: dict[str, Any], other: dict[str, Any]) -> bool:
    return (task["name"], task["library"]) == (other["name"], other["library"])
