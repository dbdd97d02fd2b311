"""Arguments of a call, taken one by one by the models that need them by name."""

from __future__ import annotations

from typing import Any

from forklint.static.parameters import REST, Spread
from forklint.static.values import Value


class _Absent(Value):
    __slots__ = ()


ABSENT = _Absent()
"""Nothing was passed."""


class Given:
    """What a call passes, positional arguments first."""

    def __init__(self, args: list[Any], kwargs: dict[str, Any]) -> None:
        self._args = list(args)
        self._kwargs = kwargs

    def take(self, name: str) -> Any:
        """The argument for the next parameter; `ABSENT` where the call passes none."""
        if self._args:
            value = self._args[0]
            if isinstance(value, Spread):
                return value.value
            return self._args.pop(0)
        return self._kwargs.get(name, self._kwargs.get(REST, ABSENT))
