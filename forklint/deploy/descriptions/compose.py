"""Compose files: `command`, `entrypoint` and `environment` of each service (https://docs.docker.com/reference/compose-file/)."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from forklint.deploy.descriptions import dockerfile, nodes
from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.found import Description, Findings
from forklint.deploy.descriptions.grammar import expanded
from forklint.deploy.descriptions.image import Command, Image, start
from forklint.deploy.descriptions.scope import Scope
from forklint.deploy.walk import join

if TYPE_CHECKING:
    from yaml.nodes import Node


def read(source: Description, findings: Findings) -> None:
    """Every service that is built here, or that says itself what it starts."""
    for document in nodes.documents(source, findings):
        for _, service in nodes.pairs(nodes.get(document, "services")):
            if {key for key, _ in nodes.pairs(service)} & {"command", "entrypoint", "build"}:
                start(_service(source, findings, service), findings)


def _service(source: Description, findings: Findings, service: Node) -> Image:
    image = _built(source, findings, nodes.get(service, "build"))
    image = replace(image, environment={**image.environment, **_environment(nodes.get(service, "environment"))})
    image = replace(image, copied={**image.copied, **_volumes(source, findings, nodes.get(service, "volumes"))})
    if folder := nodes.text(nodes.get(service, "working_dir")):
        image = replace(image, folder=folder)
    entrypoint, command = nodes.get(service, "entrypoint"), nodes.get(service, "command")
    if entrypoint is not None:
        image = replace(image, entrypoint=_command(source, entrypoint), command=None)
    if command is not None:
        image = replace(image, command=_command(source, command))
    return image


def _built(source: Description, findings: Findings, build: Node | None) -> Image:
    """The image of `build:`; an empty one where its Dockerfile is not in the tree."""
    context = nodes.text(build) or nodes.text(nodes.get(build, "context")) or "."
    file = nodes.text(nodes.get(build, "dockerfile")) or "Dockerfile"
    folder = posixpath.normpath(join(source.path.rpartition("/")[0], context))
    path = posixpath.normpath(join(folder, file))
    if build is None or not findings.tree.holds(path):
        return Image()
    try:
        text = Path(findings.tree.path(path)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Image()  # the Dockerfile's own reader says so
    top = findings.tree.path("" if folder == "." else folder)
    stages = dockerfile.images(Description(path, text), Findings(findings.tree), top)
    target = nodes.text(nodes.get(build, "target")).lower()
    named = [stage for stage in stages if stage.name.lower() == target] if target else []
    return (named or stages or [Image()])[-1]


def _environment(node: Node | None) -> dict[str, Argument]:
    """`X: 1` or `- X=1`; `- X` is taken from who starts it."""
    found = {key: _value(nodes.text(value)) for key, value in nodes.pairs(node)}
    for item in nodes.items(node):
        name, equals, value = nodes.text(item).partition("=")
        if equals:
            found[name] = _value(value)
    return found


def _value(text: str) -> Argument:
    return expanded(text.replace("$$", "\\$"), Scope()) if "$" in text else Argument(text)


def _volumes(source: Description, findings: Findings, node: Node | None) -> dict[str, str]:
    """Folders of the tree that are mounted: `./:/app`."""
    mounted = {}
    for item in nodes.items(node):
        here, _, there = (nodes.text(item) or _long(item)).partition(":")
        if here.startswith(".") and there:
            folder = posixpath.normpath(join(source.path.rpartition("/")[0], here))
            mounted[there.partition(":")[0].rstrip("/")] = findings.tree.path("" if folder == "." else folder)
    return mounted


def _long(node: Node) -> str:
    return f"{nodes.text(nodes.get(node, 'source'))}:{nodes.text(nodes.get(node, 'target'))}"


def _command(source: Description, node: Node) -> Command:
    """Compose itself replaces `${X:-1}`; `$$X` is the container's."""
    line = nodes.line_of(node)
    words = nodes.texts(node)
    if words is None:
        return Command(source, line, _split_text(nodes.text(node)))
    return Command(source, line, words=tuple(map(_interpolated, words)))


def _split_text(text: str) -> str:
    return text.replace("$$", "$")


def _interpolated(word: Argument) -> Argument:
    """Where the word is a shell's script, that shell's parser reads it again."""
    if "$" not in word.text:
        return word
    value = _value(word.text)
    return Argument(value.text, value.known, word.text.replace("$$", "$"))
