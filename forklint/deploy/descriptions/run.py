"""Follows one shell text, statement by statement.

Variables that the text or its description sets are known; arms of conditions that nothing decides are all followed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forklint.deploy.descriptions import expansion, grammar
from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.starting import Starting

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(slots=True)
class Run(Starting):
    """One text that is being followed."""

    called: set[str] = field(default_factory=set)

    def block(self, root: Node) -> None:
        """Statements in their order; then functions that nobody called, where all may be called by who runs it."""
        self._each(root.children)
        if self.scope.arguments is None:
            for name in list(self.functions):
                self.call(name, [])

    def _each(self, nodes: list[Node]) -> None:
        for node in nodes:
            self._statement(node)

    def _statement(self, node: Node) -> None:
        match node.type:
            case "command":
                self._command(node)
            case "variable_assignment":
                self._assign(node)
            case "if_statement":
                self._arms(list(grammar.arms_of(node)), any(child.type == "else_clause" for child in node.children))
            case "case_statement":
                self._case(node)
            case "function_definition":
                name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
                if name is not None and body is not None:
                    self.functions[expansion.text_of(name)] = body
            case "heredoc_redirect" | "file_redirect" | "herestring_redirect" | "test_command" | "comment":
                pass
            case _:
                self._each(node.children)

    def _assign(self, node: Node) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None:
            return
        key = expansion.text_of(name)
        adds = any(child.type == "+=" for child in node.children)
        if value is not None and value.type == "array":
            before = self.scope.arrays.get(key, []) if adds else []
            self.scope.arrays[key] = before + expansion.words_of(value.named_children, self.scope)
        else:
            start = self.scope.variables.get(key, ()) if adds else ()
            self.scope.variables[key] = start + expansion.value_of(value, self.scope)

    def _arms(self, arms: list[list[Node]], complete: bool) -> None:
        """Follow each arm by itself; what they set is known only where all agree."""
        before, scopes = self.scope, []
        for arm in arms:
            self.scope = before.copy()
            self._each(arm)
            scopes.append(self.scope)
        self.scope = before
        if complete and scopes and all(scope.variables == scopes[0].variables for scope in scopes):
            self.scope.variables = scopes[0].variables
        else:
            self.scope.join(scopes)

    def _case(self, node: Node) -> None:
        subject = node.child_by_field_name("value")
        values = expansion.words_of([subject], self.scope) if subject is not None else []
        items = [child for child in node.children if child.type == "case_item"]
        known = values[0].text if len(values) == 1 and values[0].known and self.scope.arguments is not None else None
        matching = [item for item in items if known is None or grammar.matches(item, known)]
        if known is not None:
            matching = matching[:1]
        self._arms([grammar.body(item) for item in matching], complete=known is not None and bool(matching))

    def _command(self, node: Node) -> None:
        line = self.first + node.start_point[0]
        parts = [child for child in node.children if not child.type.endswith("redirect")]
        inner = [child for child in parts if child.type == "variable_assignment"]
        words = expansion.words_of([child for child in parts if child.type != "variable_assignment"], self.scope)
        own = self.scope.copy()
        run = Run(self.shell, self.path, self.first, own)
        for child in inner:
            run._assign(child)
        names = {expansion.text_of(name) for child in inner if (name := child.child_by_field_name("name")) is not None}
        if words:
            given = own.environment()
            self.start(words, line, {name: given[name] for name in names if name in given})

    def call(self, name: str, arguments: list[Argument]) -> None:
        """Once, with what it is given."""
        if name in self.called:
            return
        self.called.add(name)
        before = self.scope.arguments
        self.scope.arguments = arguments or before
        self._statement(self.functions[name])
        self.scope.arguments = before
