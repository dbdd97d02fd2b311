"""Types that a facts file names and that nobody describes: a slip there is silent, for nothing is found then."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forklint.knowledge.mistake import Mistake
from forklint.knowledge.schema import CallFact, Condition, FactsFile, TypeFact

Said = tuple[str, str]
"""Key, and the type that it names."""


def dangling(file: FactsFile, is_known: Callable[[str], bool]) -> Iterator[Mistake]:
    """Every reference to a type that is not known."""
    for table, rows in (("type", map(_of_type, file.type)), ("call", map(_of_call, file.call))):
        for index, references in enumerate(rows):
            for key, name in references:
                if name and not is_known(name):
                    yield Mistake(f"no type is called {name!r}", table, index, key)


def _of_type(row: TypeFact) -> Iterator[Said]:
    yield "parent", row.parent
    for key in ("gives", "attributes"):
        yield from ((f"{key}.{member}", name) for member, name in getattr(row, key).items())
    yield from _of_conditions(row.when)
    for number, member in enumerate(row.member):
        yield from ((f"member[{number}].{key}", name) for key, name in _of_call(member))


def _of_call(call: CallFact) -> Iterator[Said]:
    yield "makes", call.makes
    for key in ("uses", "frees", "renews", "quiets"):
        yield from ((key, name) for name in getattr(call, key))
    yield from _of_conditions(call.when)


def _of_conditions(conditions: tuple[Condition, ...]) -> Iterator[Said]:
    yield from ((f"when[{number}].makes", condition.makes) for number, condition in enumerate(conditions))
