"""rich, as this program uses it."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console


class _Console(Console):
    """One whose reader may go away: what that means is decided where the program ends."""

    def on_broken_pipe(self) -> None:
        """Rich would end the program here, with the status of findings."""
        raise BrokenPipeError


def console_of(stream: TextIO, color: bool | None, plain: bool) -> Console:
    """A console that shows what it is given and nothing else; `plain` leaves bold and dim out, too."""
    return _Console(
        file=stream,
        force_terminal=True if color else None,
        no_color=plain,
        color_system=None if plain else "standard" if color else "auto",
        highlight=False,
        emoji=False,
        markup=False,
    )
