"""Files of hosting platforms: App Engine's `app.yaml`, Render's `render.yaml`, Heroku's `heroku.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from forklint.deploy.descriptions import kubernetes, nodes
from forklint.deploy.descriptions.found import Description, Findings, scope_in

if TYPE_CHECKING:
    from yaml.nodes import Node

_LOOKS_LIKE_ONE = re.compile(r"^(?:runtime|services|run|build):", re.MULTILINE)


def read(source: Description, findings: Findings) -> None:
    """Every command that a platform starts; it starts in the file's folder."""
    if not _LOOKS_LIKE_ONE.search(source.text):
        kubernetes.read(source, findings)  # an `app.yaml` may well be a manifest
        return
    folder = findings.tree.path(source.path.rpartition("/")[0])
    for document in nodes.documents(source, findings):
        for command in _commands(document):
            if text := nodes.text(command):
                findings.follow_text(source, text, nodes.line_of(command), scope_in(folder, {}))


def _commands(document: Node) -> Iterator[Node]:
    entrypoint = nodes.get(document, "entrypoint")
    if entrypoint is not None and nodes.get(document, "runtime") is not None:
        yield entrypoint
    for service in nodes.items(nodes.get(document, "services")):
        yield from (value for key, value in nodes.pairs(service) if key in ("startCommand", "dockerCommand"))
    for _, process in nodes.pairs(nodes.get(document, "run")):
        yield nodes.get(process, "command") or process
