"""A container's image, and what a container of it starts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from forklint.deploy.descriptions.argument import Argument, Environment
from forklint.deploy.descriptions.found import Description, Findings, scope_in
from forklint.deploy.descriptions.places import Mapped
from forklint.model.place import Place


@dataclass(frozen=True, slots=True)
class Command:
    """`CMD`, `ENTRYPOINT`, `command:`, `args:`: either text for a shell, or words."""

    source: Description
    line: int
    text: str = ""
    words: tuple[Argument, ...] | None = None
    """None for shell text."""


@dataclass(frozen=True, slots=True)
class Image:
    """One stage of a Dockerfile, as far as it goes, or what a service makes of it."""

    name: str = ""
    environment: Environment = field(default_factory=dict)
    folder: str = ""
    """Working folder inside the container."""
    entrypoint: Command | None = None
    command: Command | None = None
    copied: dict[str, str] = field(default_factory=dict)
    """Path in the container -> absolute path in the tree."""
    told: bool = False
    """Whether this stage itself says what it starts."""


def start(image: Image, findings: Findings) -> None:
    """Follow what a container of this image starts: the entrypoint, with the command as its arguments."""
    entrypoint, command = image.entrypoint, image.command
    if entrypoint is None and command is None:
        return
    if entrypoint is None or not (entrypoint.words or entrypoint.text):
        entrypoint, command = command, None
    elif entrypoint.words is None:
        command = None  # a shell's text takes no arguments
    if entrypoint is not None:
        _follow(image, entrypoint, command, findings)


def _follow(image: Image, first: Command, rest: Command | None, findings: Findings) -> None:
    shell = findings.shell(image.copied)
    folder = Mapped(findings.tree, image.copied).folder(image.folder) if image.folder else ""
    scope = scope_in(folder, image.environment)
    place = _place(first, findings)
    if first.words is None:
        shell.text(first.text, place.path, place.line, scope)
    elif first.words:
        scope.arguments = list(_as_words(rest))
        scope.given = _place(rest, findings) if rest else None
        shell.words([*first.words, *scope.arguments], place, scope)


def _as_words(command: Command | None) -> tuple[Argument, ...]:
    """Text after an entrypoint in exec form is run by a shell, as Docker does it."""
    if command is None:
        return ()
    return command.words if command.words is not None else (Argument("/bin/sh"), Argument("-c"), Argument(command.text))


def _place(command: Command, findings: Findings) -> Place:
    return Place(findings.tree.path(command.source.path), command.line)


def with_environment(image: Image, environment: Environment) -> Image:
    """The same image, with more variables."""
    return replace(image, environment={**image.environment, **environment})
