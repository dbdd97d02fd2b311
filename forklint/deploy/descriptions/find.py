"""Every description in a tree, read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from forklint.deploy.descriptions import (
    compose,
    dockerfile,
    kubernetes,
    platforms,
    procfile,
    script,
    supervisor,
    systemd,
    uwsgi_file,
)
from forklint.deploy.descriptions.found import Description, Findings
from forklint.deploy.invocation import Invocation
from forklint.deploy.walk import Tree
from forklint.knowledge.servers import servers
from forklint.model.place import Gap

_READERS: Sequence[tuple[re.Pattern[str], Callable[[Description, Findings], None]]] = (
    (procfile.NAME, procfile.read),
    (compose.NAME, compose.read),
    (dockerfile.NAME, dockerfile.read),
    (systemd.NAME, systemd.read),
    (platforms.NAME, platforms.read),
    (kubernetes.NAME, kubernetes.read),
    (supervisor.NAME, supervisor.read),
    (script.NAME, script.read),
)
"""The first whose pattern a path matches reads it."""
_EXAMPLES = re.compile(r"(?:^|/)(?:examples?|samples?|tutorials?|benchmarks?|\{\{.*)(?:/|$)", re.IGNORECASE)
"""Folders of what nobody serves."""
_ALWAYS = (procfile.NAME, compose.NAME, dockerfile.NAME)
"""Whether or not a server is named in them: they start scripts that name one."""
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Described:
    """What a tree says of how it is served."""

    invocations: tuple[Invocation, ...] = ()
    gaps: tuple[Gap, ...] = ()


def described(tree: Tree) -> Described:
    """Every server that some file of the tree starts, nearest files first; what a file starts from another one once."""
    texts = {path: content for path in tree.descriptive() if (content := _glance(tree, path)) is not None}
    if not any(content == b"" or b"python" in content or _names_a_server(content) for content in texts.values()):
        return Described()
    findings, left = Findings(tree), dict(texts)
    for pattern, read in _READERS:
        for path in list(left):
            if pattern.fullmatch(path) and path not in findings.reached:
                _read(path, left.pop(path), read, findings)
    uwsgi_file.read(texts.items(), findings)
    return Described(_once(findings.invocations), tuple(dict.fromkeys(findings.gaps)))


def _glance(tree: Tree, path: str) -> bytes | None:
    """The content of a file that may be a description."""
    if _EXAMPLES.search(path.rpartition("/")[0]):
        return None
    try:
        with open(tree.path(path), "rb") as stream:  # noqa: PTH123 - a Path per file is slower than the read
            content = stream.read(_LARGEST + 1)
    except OSError:
        return b"" if _is_always_read(path) else None
    if len(content) > _LARGEST or b"\0" in content[:1024]:
        return None
    return content if _is_always_read(path) or _names_a_server(content) else None


def _is_always_read(path: str) -> bool:
    return any(name.fullmatch(path) for name in _ALWAYS)


def _names_a_server(content: bytes) -> bool:
    return any(name in content for name in _names())


@lru_cache(maxsize=1)
def _names() -> tuple[bytes, ...]:
    return tuple({name.encode() for server in servers().values() for name in (server.name, *server.programs)})


def _read(path: str, content: bytes, read: Callable[[Description, Findings], None], findings: Findings) -> None:
    source = Description(path, "")
    try:
        content = Path(findings.tree.path(path)).read_bytes()
        source = Description(path, content.decode("utf-8"))
    except OSError as error:
        findings.gap(source, 1, f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        findings.gap(source, content[: error.start].count(b"\n") + 1, "is no UTF-8 text")
    else:
        read(source, findings)


def _once(invocations: list[Invocation]) -> tuple[Invocation, ...]:
    seen: dict[tuple[object, ...], Invocation] = {}
    for one in invocations:
        seen.setdefault((one.words, one.place, one.folder, tuple(sorted(one.environment.items(), key=str))), one)
    return tuple(seen.values())
