"""Arguments to parameters."""

from __future__ import annotations

from typing import Any

from forklint.static.values import UNKNOWN, FunctionValue, Mapping, Sequence, Value, join


class Spread(Value):
    """`*values` in a call, where the number of values is not known."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


REST = "**"
"""The keyword under which a call passes `**values` that are not known one by one."""


def bind_parameters(function: FunctionValue, args: list[Any], kwargs: dict[str, Any], into: dict[str, Any]) -> None:
    """Bind a call's arguments; what nobody passed and no default gives is unknown."""
    spec = function.node.args
    given, spread = _split(args)
    left = dict(kwargs)
    rest = left.pop(REST, None)
    missing = UNKNOWN if rest is None else rest
    names = [parameter.arg for parameter in (*spec.posonlyargs, *spec.args)]
    first_default = len(names) - len(function.defaults)
    for index, name in enumerate(names):
        if index < len(given):
            into[name] = given[index]
        elif name in left:
            into[name] = left.pop(name)
        elif spread is not None:
            into[name] = spread.value
        else:
            into[name] = _default(function.defaults[index - first_default], rest) if index >= first_default else missing
    if spec.vararg:
        into[spec.vararg.arg] = Sequence("tuple", given[len(names):], spread.value if spread else None)
    for parameter, default, node in zip(spec.kwonlyargs, function.kw_defaults, spec.kw_defaults, strict=True):
        absent = _default(default, rest) if node is not None else missing
        into[parameter.arg] = left.pop(parameter.arg) if parameter.arg in left else absent
    if spec.kwarg:
        into[spec.kwarg.arg] = Mapping(left, rest)


def _default(default: Any, rest: Any) -> Any:
    """A parameter that is not named in the call; unknown keywords may still fill it."""
    return default if rest is None else join(default, rest)


def _split(args: list[Any]) -> tuple[list[Any], Spread | None]:
    for index, value in enumerate(args):
        if isinstance(value, Spread):
            return args[:index], value
    return args, None
