"""uWSGI's configuration files as lists of names and values; a name may come several times.

https://uwsgi-docs.readthedocs.io/en/latest/Configuration.html; core/ini.c, yaml.c, json.c and xmlconf.c of 2.0.31.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    import yaml

_DEEP = "it is nested too deeply"


@dataclass(frozen=True, slots=True)
class Given:
    """One line of a configuration file."""

    name: str
    value: str
    line: int


class BrokenFileError(Exception):
    """A file is none of its language."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def ini(text: str, section: str) -> Iterator[Given]:
    """Names may be repeated, comments fill whole lines, nothing is quoted."""
    current = ""
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip(" \t\r")
        if stripped.startswith("["):
            current = stripped[1:-1]
        elif stripped and stripped[0] not in ";#" and current == section:
            name, _, value = stripped.partition("=")
            yield Given(name.rstrip(" \t\r"), value.strip(" \t\r"), number)


def yml(text: str, section: str) -> Iterator[Given]:
    """A mapping below the section's name; a list repeats its name."""
    import yaml  # costs as much as a whole cached run

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BrokenFileError(mark.line + 1 if mark else 1, getattr(error, "problem", "") or "no YAML") from error
    except RecursionError as error:
        raise BrokenFileError(1, _DEEP) from error
    for name, node in _pairs(root):
        if name.value == section:
            for key, value in _pairs(node):
                values = value.value if isinstance(value, yaml.SequenceNode) else [value]
                yield from (Given(key.value, str(one.value), one.start_mark.line + 1) for one in values)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    import yaml

    return node.value if isinstance(node, yaml.MappingNode) else []


def js(text: str, section: str) -> Iterator[Given]:
    """An object below the section's name; a list repeats its name, `true` is 1."""
    try:
        root = json.loads(text, object_pairs_hook=lambda pairs: pairs)
    except json.JSONDecodeError as error:
        raise BrokenFileError(error.lineno, error.msg) from error
    except RecursionError as error:
        raise BrokenFileError(1, _DEEP) from error
    inside = [pairs for name, pairs in _object(root) if name == section]
    at = 0
    for name, value in (pair for pairs in inside for pair in _object(pairs)):
        at = max(text.find(json.dumps(name), at), at)
        yield from (Given(name, _spelt(one), text.count("\n", 0, at) + 1) for one in _listed(value))


def _object(value: object) -> list[tuple[str, object]]:
    """Pairs of an object; an empty list is no object either."""
    pairs = value if isinstance(value, list) else []
    return [pair for pair in pairs if isinstance(pair, tuple)]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _spelt(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else "0" if value is None else str(value)


def xml(text: str, section: str) -> Iterator[Given]:
    """`<uwsgi>` somewhere, or `<uwsgi id="section">`; each element in it is a name, an empty one is 1."""
    reader = _Elements(section)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: reader.start(name, attributes, parser.CurrentLineNumber)
    parser.CharacterDataHandler = reader.text
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = _no_entity
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise BrokenFileError(error.lineno, expat.ErrorString(error.code)) from error
    return iter(reader.found)


def _no_entity(*declaration: object) -> None:
    raise BrokenFileError(1, "it declares entities, which forklint does not expand")


class _Elements:
    """Collects what stands in the section's element."""

    def __init__(self, section: str) -> None:
        self.found: list[Given] = []
        self._section = section
        self._depth = 0
        self._open: Given | None = None

    def start(self, name: str, attributes: dict[str, str], line: int) -> None:
        if self._depth:
            self._depth += 1
            self._open = Given(name, "", line)
        elif name == "uwsgi" and attributes.get("id", "uwsgi") == self._section:
            self._depth = 1

    def text(self, data: str) -> None:
        if self._open:
            self._open = Given(self._open.name, self._open.value + data, self._open.line)

    def end(self, name: str) -> None:
        if self._open:
            self.found.append(Given(name, self._open.value.strip() or "1", self._open.line))
        self._open = None
        self._depth -= bool(self._depth)


LANGUAGES: dict[str, Callable[[str, str], Iterator[Given]]] = {
    "ini": ini, "yaml": yml, "yml": yml, "json": js, "js": js, "xml": xml,
}  # fmt: skip
"""End of a file's name -> its language."""
