"""What is asked of the object graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Optional, Tuple

Origin = dict[str, Any]
"""Who allocated an object, as the ledger tells it."""


class Settings(NamedTuple):
    """How far to look, and for what."""

    application: Callable[[str], bool]
    """Whether a file is the application's own."""
    types: dict[str, dict[str, Any]]
    """Public name of a type -> what the facts say of it at run time: `kind`, `notice`, `idle`, `draws`, `runtime`."""
    seconds: float = 0.3
    """Longest time of one walk."""
    objects: int = 200_000
    """Most objects of one walk."""
    pid_of_master: int = 0
    loaded: Optional[tuple[str, str, str, Any]] = None
    """What the server keeps of the application: module, file, how it was made (`create_app()`), and the object."""
    of_server: Tuple[Any, ...] = ()
    """Objects of the server's own that the application may refer to: what only they lead to is the server's."""
