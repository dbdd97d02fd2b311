"""Follows one shell text, statement by statement.

Variables that the text or its description sets are known; arms of conditions that nothing decides are all followed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from forklint.deploy.descriptions import expansion, grammar
from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.scope import Scope
from forklint.deploy.descriptions.wrappers import Start, unwrapped
from forklint.deploy.invocation import Invocation, Word
from forklint.deploy.servers import may_serve, server_of
from forklint.model.place import Place

if TYPE_CHECKING:
    from tree_sitter import Node

    from forklint.deploy.descriptions.shell import Shell

_ASKS = frozenset({"--help", "--version", "-h"})
"""With these a server says something of itself and ends."""


@dataclass(slots=True)
class Run:
    """One text that is being followed."""

    shell: Shell
    path: str
    first: int
    scope: Scope
    functions: dict[str, Node] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)

    def block(self, root: Node) -> None:
        """Statements in their order; then functions that nobody called, where all may be called by who runs it."""
        self._each(root.children)
        if self.scope.arguments is None:
            for name in list(self.functions):
                self._call(name, [])

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

    def start(self, words: list[Argument], line: int, environment: dict[str, Argument]) -> None:
        """What one command line does."""
        if self._built_in(words):
            return
        started = unwrapped(words)
        own = {**environment, **started.environment}
        if started.script is not None:
            self._text(started, line, own)
        elif started.words and started.words[0].text in self.functions and not started.sources:
            self._call(started.words[0].text, list(started.words[1:]))
        elif may_serve(tuple(word.text for word in started.words)):
            self._emit(started, line, own)
        elif started.words:
            self._script(started, line, own)

    def _built_in(self, words: list[Argument]) -> bool:
        name = words[0].text
        if name == "cd" and len(words) > 1:
            self.scope.folder = self.shell.places.folder(words[1].text, self.scope.folder) or self.scope.folder
        elif name == "shift" and self.scope.arguments is not None:
            self.scope.arguments = self.scope.arguments[1:]
        elif name == "set" and any(word.text == "--" for word in words):
            self.scope.arguments = words[[word.text for word in words].index("--") + 1 :]
        return name in ("cd", "shift", "set", "echo", "printf", "export")

    def _text(self, started: Start, line: int, environment: dict[str, Argument]) -> None:
        inner = self._scope(environment, list(started.words))
        if started.script is not None and not self.shell.is_too_deep:
            self.shell.depth += 1
            self.shell.text(started.script.script, self.path, line, inner)
            self.shell.depth -= 1

    def _call(self, name: str, arguments: list[Argument]) -> None:
        if name in self.called:
            return
        self.called.add(name)
        before = self.scope.arguments
        self.scope.arguments = arguments or before
        self._statement(self.functions[name])
        self.scope.arguments = before

    def _script(self, started: Start, line: int, environment: dict[str, Argument]) -> None:
        """A script of the tree, with its arguments; what it starts from them stands in the line that gave them."""
        program = started.words[0]
        if "/" not in program.text and not started.sources and not program.text.endswith(".sh"):
            return
        path = self.shell.places.file(program.text, self.scope.folder)
        if path:
            inner = self._scope(environment, list(started.words[1:]))
            handed_on = any(map(self._is_given, started.words[1:])) and self.scope.given
            inner.given = handed_on or self._place(started, line)
            self.shell.script(path, inner)

    def _place(self, started: Start, line: int) -> Place:
        """Where the program is named: here, or where the arguments of this script come from."""
        given = self.scope.given if self._is_given(started.words[0]) else None
        return given or Place(self.path, line)

    def _is_given(self, word: Argument) -> bool:
        return any(word.text == argument.text for argument in self.scope.arguments or ())

    def _scope(self, environment: dict[str, Argument], arguments: list[Argument]) -> Scope:
        inner = self.scope.copy()
        inner.variables.update({name: (value,) for name, value in environment.items()})
        inner.arguments = arguments
        return inner

    def _emit(self, started: Start, line: int, environment: dict[str, Argument]) -> None:
        given = {**self.scope.environment(), **environment}
        words = tuple(word.word() for word in started.words)
        told = {name: value.word() for name, value in given.items()}
        if {word.text for word in words} & _ASKS or _says_nothing(words, told):
            return
        self.shell.found.append(Invocation(words, self._place(started, line), told, self.scope.folder))


def _says_nothing(words: tuple[Word, ...], environment: dict[str, Word]) -> bool:
    """A mere name is a word for an entrypoint that is elsewhere; gunicorn alone has its file, uWSGI its variables."""
    told = server_of(words[0].text) == "gunicorn" or any(name.startswith("UWSGI_") for name in environment)
    return len(words) == 1 and not told
