"""YAML with lines: PyYAML's nodes, as mappings and lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forklint.deploy.descriptions.argument import PLACEHOLDER, Argument, literal, untemplated
from forklint.deploy.descriptions.found import Description, Findings

if TYPE_CHECKING:
    from yaml.nodes import Node


def documents(source: Description, findings: Findings) -> list[Node]:
    """The documents of a file; what is no YAML is a gap."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return list(yaml.compose_all(_plain(source.text), loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        why = "is a template that no YAML reader understands" if "{{" in source.text else "is no valid YAML"
        findings.gap(source, line, f"{why}: {getattr(error, 'problem', None) or error}")
        return []


def _plain(text: str) -> str:
    """A template's lines of control are no YAML, and what it fills in is some text."""
    if "{{" not in text and "{%" not in text:
        return text
    lines = (line if not _is_control(line) else "" for line in untemplated(text, PLACEHOLDER).splitlines())
    return "\n".join(lines)


def _is_control(line: str) -> bool:
    bare = line.strip()
    return bare == PLACEHOLDER


def line_of(node: Node) -> int:
    """The line that a node begins in; the text of a block begins one line later."""
    block = getattr(node, "style", None) in ("|", ">")
    return int(node.start_mark.line) + 1 + block


def pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Keys and values of a mapping, those that are merged in (`<<`) included."""
    from yaml.nodes import MappingNode, SequenceNode

    if not isinstance(node, MappingNode):
        return
    own = {key.value: value for key, value in node.value if isinstance(key.value, str)}
    merged = own.pop("<<", None)
    for other in merged.value if isinstance(merged, SequenceNode) else [merged]:
        yield from ((key, value) for key, value in pairs(other) if key not in own)
    yield from own.items()


def get(node: Node | None, *keys: str) -> Node | None:
    """What stands below these keys."""
    for key in keys:
        node = dict(pairs(node)).get(key)
    return node


def items(node: Node | None) -> list[Node]:
    """The items of a list."""
    from yaml.nodes import SequenceNode

    return list(node.value) if isinstance(node, SequenceNode) else []


def text(node: Node | None) -> str:
    """A scalar's text; empty for everything else."""
    from yaml.nodes import ScalarNode

    if not isinstance(node, ScalarNode) or _is_null(node):
        return ""
    return str(node.value).replace(PLACEHOLDER, f"${{{PLACEHOLDER}}}")


def texts(node: Node | None) -> tuple[Argument, ...] | None:
    """A list of texts as arguments; None for everything else."""
    from yaml.nodes import SequenceNode

    return tuple(literal(text(item) for item in node.value)) if isinstance(node, SequenceNode) else None


def _is_null(node: Node) -> bool:
    return node.tag == "tag:yaml.org,2002:null"
