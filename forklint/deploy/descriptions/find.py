"""The descriptions of a tree, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from forklint.deploy.descriptions import uwsgi_file
from forklint.deploy.descriptions.found import Description, Findings
from forklint.deploy.descriptions.registry import KINDS, Reader
from forklint.deploy.invocation import Invocation
from forklint.deploy.walk import Tree
from forklint.model.place import Gap


@dataclass(frozen=True, slots=True)
class Described:
    """What a tree says of how it is served."""

    invocations: tuple[Invocation, ...] = ()
    gaps: tuple[Gap, ...] = ()


def described(tree: Tree, texts: Mapping[str, bytes]) -> Described:
    """Every server that one of these files starts, in their order; what a file starts from another one once."""
    findings, left = Findings(tree), dict(texts)
    for kind in KINDS:
        for path in list(left):
            if kind.has(path) and path not in findings.reached:
                _read(path, left.pop(path), kind.reader(), findings)
    uwsgi_file.read(texts.items(), findings)
    return Described(_once(findings.invocations), tuple(dict.fromkeys(findings.gaps)))


def _read(path: str, content: bytes, read: Reader, findings: Findings) -> None:
    source = Description(path, "")
    try:
        content = Path(findings.tree.path(path)).read_bytes()
        source = Description(path, content.decode("utf-8"))
    except OSError as error:
        findings.gap(source, 1, f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        findings.gap(source, content[: error.start].count(b"\n") + 1, "is no UTF-8 text")
    else:
        _follow(source, read, findings)


def _follow(source: Description, read: Reader, findings: Findings) -> None:
    try:
        read(source, findings)
    except (RecursionError, MemoryError):
        findings.gap(source, 1, "nests too deeply to be read")


def _once(invocations: list[Invocation]) -> tuple[Invocation, ...]:
    seen: dict[tuple[object, ...], Invocation] = {}
    for one in invocations:
        seen.setdefault((one.words, one.place, one.folder, tuple(sorted(one.environment.items(), key=str))), one)
    return tuple(seen.values())
