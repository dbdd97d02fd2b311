"""Kubernetes manifests: `command`, `args` and `env` of each container; Helm's templates as far as they are YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from forklint.deploy.descriptions import nodes
from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.found import Description, Findings
from forklint.deploy.descriptions.image import Command, Image, start

if TYPE_CHECKING:
    from yaml.nodes import Node

_LOOKS_LIKE_ONE = re.compile(r"^\s*-?\s*(?:kind|containers|ContainerDefinitions):", re.MULTILINE)
_VARIABLE = re.compile(r"\$\((\w+)\)")


def read(source: Description, findings: Findings) -> None:
    """Every container that says what it starts."""
    if not _LOOKS_LIKE_ONE.search(source.text):
        return
    for document in nodes.documents(source, findings):
        for container in _containers(document, 0):
            start(_image(source, container), findings)


def _containers(node: Node, depth: int) -> Iterator[Node]:
    """`containers:` wherever it stands: in a Deployment, a CronJob, a Pod, or a resource of one's own kind."""
    if depth > 12:
        return
    for key, value in nodes.pairs(node):
        if key == "containers":
            yield from nodes.items(value)
        else:
            yield from _containers(value, depth + 1)
    for item in nodes.items(node):
        yield from _containers(item, depth + 1)


def _image(source: Description, container: Node) -> Image:
    environment = {
        nodes.text(nodes.get(item, "name")): _value(nodes.get(item, "value"))
        for item in nodes.items(nodes.get(container, "env"))
    }
    return Image(
        environment=environment,
        folder=nodes.text(nodes.get(container, "workingDir")),
        entrypoint=_command(source, nodes.get(container, "command"), environment),
        command=_command(source, nodes.get(container, "args"), environment),
    )


def _value(node: Node | None) -> Argument:
    """A variable whose value comes from a secret, a field or a template is unknown."""
    text = nodes.text(node)
    return Argument(text, known=node is not None and "${TEMPLATE__}" not in text)


def _command(source: Description, node: Node | None, environment: dict[str, Argument]) -> Command | None:
    words = nodes.texts(node)
    if node is None or words is None:
        return None
    line = nodes.line_of(nodes.items(node)[0]) if nodes.items(node) else nodes.line_of(node)
    return Command(source, line, words=tuple(_expanded(word, environment) for word in words))


def _expanded(word: Argument, environment: dict[str, Argument]) -> Argument:
    """Kubernetes replaces `$(X)`; a template's text is unknown."""
    known = "${TEMPLATE__}" not in word.text
    for name in _VARIABLE.findall(word.text):
        value = environment.get(name)
        known = known and value is not None and value.known
        if value is not None:
            word = Argument(word.text.replace(f"$({name})", value.text))
    return Argument(word.text, known, word.text)
