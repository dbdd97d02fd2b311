"""A command line that starts a server, as a description of a deployment has it, before its options are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from forklint.model.place import Place


@dataclass(frozen=True, slots=True)
class Word:
    """One argument, or one value of the environment."""

    text: str
    """Without quotes; of `${X:-4}` the default, of `$X` without one the source text."""
    known: bool = True
    """False where an environment variable or a template decides, so that `text` is at best the default."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """One server that some file starts."""

    words: tuple[Word, ...]
    """The program first, without wrappers (`exec`, `poetry run`, `env X=1`, `python -m`): `gunicorn`, `-w`, `4`, ..."""
    place: Place
    """The line that starts it; its path is absolute, whoever reports it makes it relative."""
    environment: Mapping[str, Word] = field(default_factory=dict)
    """What the description sets for it (`ENV`, `environment:`, `env:`, `X=1 gunicorn ...`)."""
    folder: str = ""
    """Absolute folder in this tree that it is started in; empty where nothing says so."""
