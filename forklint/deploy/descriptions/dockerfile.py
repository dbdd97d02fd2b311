"""Dockerfile: `CMD` and `ENTRYPOINT` of each stage (https://docs.docker.com/reference/dockerfile/)."""

from __future__ import annotations

import io
import json
import posixpath
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypedDict

from forklint.deploy.descriptions.argument import Argument, literal
from forklint.deploy.descriptions.found import Description, Findings
from forklint.deploy.descriptions.image import Command, Image, start
from forklint.deploy.descriptions.scope import scope_with
from forklint.deploy.walk import Tree


class _Instruction(TypedDict):
    """As dockerfile-parse gives it."""

    instruction: str
    startline: int
    value: str
    content: str


@dataclass(slots=True)
class _Builder:
    """One Dockerfile while it is read."""

    source: Description
    findings: Findings
    context: str
    stages: list[Image] = field(default_factory=list)
    arguments: dict[str, Argument] = field(default_factory=dict)


def read(source: Description, findings: Findings) -> None:
    """Every stage that says what it starts, and the last one."""
    stages = images(source, findings)
    for stage in stages:
        if stage.told or stage is stages[-1]:
            start(stage, findings)


def images(source: Description, findings: Findings, context: str = "") -> list[Image]:
    """The stages of a Dockerfile; `context` is the absolute folder that is copied from, if that is known."""
    from dockerfile_parse import DockerfileParser

    instructions: list[_Instruction] = DockerfileParser(fileobj=io.BytesIO(source.text.encode())).structure
    builder = _Builder(source, findings, context or _context(source, findings.tree, instructions))
    for item in instructions:
        _apply(builder, item)
    return builder.stages


def _apply(builder: _Builder, item: _Instruction) -> None:
    name, value = item["instruction"], item["value"]
    if name == "FROM":
        builder.stages.append(_from(builder, value))
    elif name == "ARG":
        key, _, default = value.partition("=")
        builder.arguments.setdefault(key.strip(), Argument(default.strip("\"'"), known=bool(default)))
    elif builder.stages:
        builder.stages[-1] = _changed(builder, builder.stages[-1], item)


def _from(builder: _Builder, value: str) -> Image:
    words = [word for word in value.split() if not word.startswith("--")]
    name = words[2] if len(words) > 2 and words[1].lower() == "as" else ""
    base = next((stage for stage in reversed(builder.stages) if words and stage.name.lower() == words[0].lower()), None)
    return replace(base, name=name, told=False) if base and words else Image(name)


def _changed(builder: _Builder, image: Image, item: _Instruction) -> Image:
    value, line = item["value"], item["startline"] + 1
    match item["instruction"]:
        case "ENV":
            given = {**builder.arguments, **image.environment}
            return replace(image, environment={**image.environment, **_pairs(value, given)})
        case "WORKDIR":
            folder = _expanded(value.strip().strip("\"'"), {**builder.arguments, **image.environment}).text
            return replace(image, folder=posixpath.normpath(posixpath.join(image.folder or "/", folder)))
        case "COPY" | "ADD":
            return replace(image, copied={**image.copied, **dict(_copies(builder, image, value))})
        case "CMD":
            return replace(image, command=_command(builder, value, line), told=True)
        case "ENTRYPOINT":
            return replace(image, entrypoint=_command(builder, value, line), command=None, told=True)
    return image


def _command(builder: _Builder, value: str, line: int) -> Command:
    if not value.lstrip().startswith("["):
        return Command(builder.source, line, value)
    try:
        words = json.loads(value)
    except ValueError:
        builder.findings.gap(builder.source, line, "is no JSON list of texts: Docker would run it as shell text")
        return Command(builder.source, line, words=())
    return Command(builder.source, line, words=tuple(literal(map(str, words))))


def _pairs(value: str, given: dict[str, Argument]) -> dict[str, Argument]:
    try:
        words = shlex.split(value)
    except ValueError:
        return {}
    if words and "=" not in words[0]:
        return {words[0]: _expanded(" ".join(words[1:]), given)}
    pairs = (word.partition("=") for word in words)
    return {name: _expanded(text, given) for name, _, text in pairs}


def _expanded(text: str, given: dict[str, Argument]) -> Argument:
    """Docker replaces `$X` and `${X:-default}` in most instructions."""
    from forklint.deploy.descriptions.grammar import expanded

    return expanded(text, scope_with(given)) if "$" in text else Argument(text)


def _copies(builder: _Builder, image: Image, value: str) -> Iterator[tuple[str, str]]:
    """Container path and path in the tree of what is copied from the context."""
    words = [word.strip('[",]') for word in value.split()]
    if any(word.startswith("--from") for word in words):
        return
    *sources, target = [word for word in words if word and not word.startswith("--")] or [""]
    given = {**builder.arguments, **image.environment}
    there = posixpath.join(image.folder or "/", _expanded(target, given).text)
    for source in sources:
        here = posixpath.normpath(f"{builder.context}/{_expanded(source, given).text}")
        into = len(sources) > 1 or target.endswith(("/", ".")) or there == image.folder
        name = "" if Path(here).is_dir() or not into else f"/{posixpath.basename(here)}"
        yield posixpath.normpath(there) + name, here


def _context(source: Description, tree: Tree, instructions: list[_Instruction]) -> str:
    """The folder that is built: the one nearest to the Dockerfile that has what is copied."""
    wanted = [
        word
        for item in instructions
        if item["instruction"] in ("COPY", "ADD") and "--from" not in item["value"]
        for word in [part.strip('[",]') for part in item["value"].split() if not part.startswith("--")][:-1]
        if "$" not in word and "*" not in word and "://" not in word
    ]
    folder = source.path.rpartition("/")[0]
    candidates = [tree.path(folder)]
    while folder:
        folder = folder.rpartition("/")[0]
        candidates.append(tree.path(folder))
    return max(candidates, key=lambda base: sum((Path(base) / word.lstrip("/")).exists() for word in wanted))
