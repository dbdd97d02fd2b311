"""What the readers of descriptions fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.scope import Scope, scope_with
from forklint.deploy.invocation import Invocation
from forklint.deploy.walk import Tree
from forklint.model.place import Gap, Place

if TYPE_CHECKING:
    from forklint.deploy.descriptions.shell import Shell


@dataclass(frozen=True, slots=True)
class Description:
    """One file."""

    path: str
    """Relative to the tree's top."""
    text: str


@dataclass(slots=True)
class Findings:
    """What was found so far."""

    tree: Tree
    invocations: list[Invocation] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    """Files that another description starts or builds: by themselves they say less."""

    def shell(self, copied: Mapping[str, str] | None = None) -> Shell:
        """A shell that writes into this; `copied` says where a container has what."""
        from forklint.deploy.descriptions.places import Mapped
        from forklint.deploy.descriptions.shell import Shell  # most descriptions start nothing

        return Shell(Mapped(self.tree, copied or {}), self.invocations, self.reached)

    def follow_text(self, source: Description, text: str, line: int, scope: Scope | None = None) -> None:
        """Shell text that a description holds."""
        self.shell().text(text, self.tree.path(source.path), line, scope or Scope())

    def gap(self, source: Description, line: int, what: str) -> None:
        """Something that could not be read."""
        self.gaps.append(Gap(Place(self.tree.path(source.path), line), what))


def scope_in(folder: str, environment: Mapping[str, Argument]) -> Scope:
    """A shell in a folder, with variables."""
    scope = scope_with(environment)
    scope.folder = folder
    scope.arguments = []
    return scope
