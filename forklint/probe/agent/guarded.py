"""What goes wrong in the agent is no reason to stop the application: it is told as something not looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def undisturbing(function: F) -> F:
    """For a method that is called in the midst of the application's own calls and gives nothing back.

    What it raises is added to its object's `troubles`, once.
    """

    def call(self: Any, *arguments: Any, **named: Any) -> None:
        try:
            function(self, *arguments, **named)
        except Exception as error:
            text = f"{function.__name__}: {type(error).__name__}"
            if text not in self.troubles:
                self.troubles.append(text)

    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call  # type: ignore[return-value]
