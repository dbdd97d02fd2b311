"""Deployments that the project itself names in its configuration: they win over all that files describe."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.found import Findings, scope_in
from forklint.deploy.descriptions.grammar import parser
from forklint.deploy.invocation import Invocation
from forklint.deploy.walk import Tree
from forklint.errors import ConfigurationError
from forklint.knowledge.servers import servers
from forklint.model.deployment import Declared


def invocations(declared: Iterable[Declared], tree: Tree) -> tuple[Invocation, ...]:
    """The servers that they start. Raises ConfigurationError for one that starts none."""
    return tuple(invocation for one in declared for invocation in _started(one, tree))


def _started(one: Declared, tree: Tree) -> list[Invocation]:
    home = Path(one.file).parent
    folder = home / one.folder
    if not folder.is_dir():
        raise ConfigurationError(f"{one.file}: deployments: there is no folder {folder}")
    if "(" in one.command and parser().parse(one.command.encode()).root_node.has_error:
        hint = "Quote the entry as for a shell: gunicorn 'shop:create_app()'."
        raise ConfigurationError(f"{one.file}: deployments: {one.command!r} is no command of a shell", hint)
    findings = Findings(tree)
    scope = scope_in(folder.as_posix(), {name: Argument(value) for name, value in one.environment})
    findings.shell().text(one.command, one.file, _line(one), scope)
    if not findings.invocations:
        hint = f"Servers: {', '.join(servers())}. `forklint deployments` shows what is understood."
        raise ConfigurationError(f"{one.file}: deployments: {one.command!r} starts no server that forklint knows", hint)
    return findings.invocations


def _line(one: Declared) -> int:
    """TOML's reader says no lines: the first that has the command's text."""
    try:
        lines = Path(one.file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 1
    first = one.command.splitlines()[0].replace('"', '\\"') if one.command else ""
    wanted = (first, first.replace('\\"', '"'))
    return next((number for number, line in enumerate(lines, 1) if any(text in line for text in wanted)), 1)
