"""Which files of a tree may describe a deployment: a glance at each, before anything that reads them is imported."""

from __future__ import annotations

import re

from forklint.deploy.descriptions.registry import KINDS
from forklint.deploy.walk import Tree
from forklint.knowledge.programs import names_a_server

_EXAMPLES = re.compile(r"(?:^|/)(?:examples?|samples?|tutorials?|benchmarks?|\{\{.*)(?:/|$)", re.IGNORECASE)
"""Folders of what nobody serves."""
_PROGRAM = KINDS[-1]
"""Files of Python that may start a server, by their names."""
_STARTS = re.compile(rb"subprocess|Popen|os\.(?:exec|spawn|system)")
_LARGEST = 1_000_000


def descriptions(tree: Tree) -> dict[str, bytes]:
    """Path of each file that may be a description, nearest first -> its content; none where nothing runs Python."""
    texts = {path: content for path in tree.descriptive() if (content := _glance(tree, path)) is not None}
    texts |= {path: content for path in filter(_PROGRAM.has, tree.files())
              if (content := _glance(tree, path)) is not None and _STARTS.search(content)}
    told = any(content == b"" or b"python" in content or names_a_server(content) for content in texts.values())
    return texts if told else {}


def _glance(tree: Tree, path: str) -> bytes | None:
    """The content of a file that may be a description; empty for one that should be, and cannot be read."""
    if _EXAMPLES.search(path.rpartition("/")[0]):
        return None
    always = any(kind.always and kind.has(path) for kind in KINDS)
    try:
        with open(tree.path(path), "rb") as stream:  # noqa: PTH123 - a Path per file is slower than the read
            content = stream.read(_LARGEST + 1)
    except OSError:
        return b"" if always else None
    if len(content) > _LARGEST or b"\0" in content[:1024]:
        return None
    return content if always or names_a_server(content) else None
