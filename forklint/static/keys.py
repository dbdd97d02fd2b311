"""Dictionary keys, and writing into mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forklint.static.values import (
    PID,
    UNKNOWN,
    Alternatives,
    Defaulted,
    External,
    Mapping,
    Sequence,
    Value,
    each,
    held,
    is_pid,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def merge(into: Mapping, value: Any) -> None:
    """`into.update(value)`."""
    for one in map(held, each(value)):
        if isinstance(one, Mapping):
            into.items.update(one.items)
            if one.rest is not None:
                into.rest = one.rest if into.rest is None else join(into.rest, one.rest)
        elif isinstance(one, Sequence) and one.rest is None and all(map(_is_pair, one.items)):
            for pair in one.items:
                store(into, pair.items[0], pair.items[1])
        elif one is not None:
            into.rest = UNKNOWN if into.rest is None else join(into.rest, UNKNOWN)


def _is_pair(value: Any) -> bool:
    return isinstance(value, Sequence) and value.rest is None and len(value.items) == 2


def store(into: Mapping, key: Any, value: Any) -> None:
    """`into[key] = value`; an unknown key may be any."""
    if key_of(key) is None:
        into.rest = value if into.rest is None else join(into.rest, value)
    else:
        into.items[key_of(key)] = value


def store_foreign(it: Interpreter, owner: str, key: str, value: Any) -> None:
    """`app.config["POOL"] = value`, on an object of a library; what an undecided arm sets is set perhaps."""
    before = it.foreign_items.get((owner, key), UNKNOWN)
    it.foreign_items[(owner, key)] = join(before, value) if it.maybe else value


def key_of(key: Any) -> Any:
    """A key as a dictionary index: constants, tuples of constants, and program objects; None for unknown."""
    if isinstance(key, Sequence) and key.kind == "tuple" and key.rest is None:
        parts = tuple(key_of(item) for item in key.items)
        return None if any(part is None for part in parts) else parts
    if is_pid(key):
        return PID
    if isinstance(key, External):
        return ("", key.name) if key.name and "(" not in key.name and key.name[0] != "?" else None
    if isinstance(key, Alternatives | Defaulted | Sequence | Mapping):
        return None
    return key


def any_of(items: list[Any], rest: Any) -> Any:
    """Some element, nobody knows which."""
    values = [*items, *([] if rest is None else [rest])]
    program = [value for value in values if isinstance(value, Value)] or values
    if not program:
        return UNKNOWN
    result = program[0]
    for value in program[1:]:
        result = join(result, value)
    return result
