"""Shell text is followed to the servers that it starts: a Procfile's line, `CMD` in shell form, a whole script."""

from __future__ import annotations

from dataclasses import dataclass, field

from forklint.deploy.descriptions import grammar
from forklint.deploy.descriptions.argument import Argument, untemplated
from forklint.deploy.descriptions.places import Mapped
from forklint.deploy.descriptions.run import Run
from forklint.deploy.descriptions.scope import Scope
from forklint.deploy.invocation import Invocation
from forklint.model.place import Place

DEEPEST = 6
"""Scripts that start scripts."""


@dataclass(slots=True)
class Shell:
    """One run through a description."""

    places: Mapped
    found: list[Invocation] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    """Scripts of the tree that were followed."""
    depth: int = 0

    @property
    def is_too_deep(self) -> bool:
        """Whether no further script is followed."""
        return self.depth >= DEEPEST

    def text(self, text: str, path: str, line: int, scope: Scope) -> None:
        """Follow shell text that stands in a file from some line on."""
        root = grammar.parser().parse(untemplated(text).encode()).root_node
        Run(self, path, line, scope).block(root)

    def words(self, words: list[Argument], place: Place, scope: Scope) -> None:
        """Follow a command line that no shell reads; `scope.arguments` are those words that come from elsewhere."""
        Run(self, place.path, place.line, scope).start(words, place.line, {})

    def script(self, path: str, scope: Scope) -> bool:
        """Follow a script of the tree (relative path); False where it is none."""
        text = grammar.script_text(self.places.tree.path(path))
        if text is None or self.is_too_deep:
            return False
        self.reached.add(path)
        self.depth += 1
        self.text(text, self.places.tree.path(path), 1, scope)
        self.depth -= 1
        return True
