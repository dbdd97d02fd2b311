"""Members and conditions of facts rows in words: `__enter__` is a `with` block, `*` is any call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from forklint.knowledge.schema import Condition, TypeFact

_SYNTAX = {
    "__aenter__": "entering `async with`",
    "__aexit__": "leaving `async with`",
    "__aiter__": "iterating over it",
    "__await__": "awaiting it",
    "__bool__": "asking whether it is true",
    "__call__": "calling it",
    "__contains__": "`in`",
    "__enter__": "entering `with`",
    "__exit__": "leaving `with`",
    "__getitem__": "indexing it",
    "__iter__": "iterating over it",
    "__len__": "`len()`",
    "__next__": "`next()`",
    "__repr__": "`repr()`",
}


def shown_calls(names: Iterable[str]) -> Iterator[str]:
    """Members as a program uses them."""
    for name in names:
        yield "any call on it" if name == "*" else _SYNTAX.get(name, f"{name}()")


def members(row: TypeFact) -> Iterator[str]:
    """What makes the object live once it is there."""
    quiet = f" but {', '.join(shown_calls(row.inert))}" if row.inert else ""
    for said in shown_calls(row.activated_by):
        yield f"{said}{quiet}" if said == "any call on it" else said
    for member in row.member:
        if member.activates_self:
            yield from shown_calls(member.names)
    if row.passed_to:
        yield f"passing it to {', '.join(shown_calls(row.passed_to))}"


def outcome(condition: Condition, row: TypeFact) -> str:
    """What the object is where the condition holds: `live`, or `live, as acme.Other,`."""
    other = condition.makes not in ("", row.name, *row.aliases)
    return f"{condition.state}, as {condition.makes}," if other else condition.state


def tested(condition: Condition) -> str:
    """The condition: ``with `minconn=0```."""
    name = condition.argument
    if condition.is_ is not msgspec.UNSET:
        return f"with `{name}={condition.is_!r}`"
    if condition.not_ is not msgspec.UNSET:
        return f"where `{name}` is not `{condition.not_!r}`"
    if condition.above is not None:
        return f"where `{name}` is above {condition.above:g}"
    if condition.contains is not None:
        return f"where `{name}` contains `{condition.contains}`"
    return f"{'with' if condition.present else 'without'} `{name}`"
