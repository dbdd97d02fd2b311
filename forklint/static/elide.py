"""Source without the bodies of its functions: most functions are not called while loading, and parsing costs most.

The text keeps its lines. A body is left in place wherever it is not plain where it ends; should the rest not parse,
the whole file is parsed instead.
"""

from __future__ import annotations

import re

_HEADER = re.compile(
    rb"^( *)(?:async )?def \w+\((?:[^\n]*:[ ]*(?:#[^\n]*)?\n|\n(?:\1 [^\n]*\n)+\1\)[^\n\"'#(]*:\n)", re.MULTILINE
)
"""A function's header: on one line, or spread over lines that end with `) -> str:` under its `def`."""
_ENDS = tuple(re.compile(rb"^ {0,%d}[^\s#]" % indent, re.MULTILINE) for indent in range(64))
"""Indentation -> what ends a body below it: a line that is indented no further."""
_SHORT = 80
"""Bodies of fewer bytes are not worth it."""


def elided(text: bytes) -> bytes:
    """The same module with `...` for most function bodies."""
    if b"\n\t" in text or b"\r" in text:
        return text
    parts: list[bytes] = []
    done = 0
    for header in _HEADER.finditer(text):
        start = header.end()
        if start < done:
            continue
        indent = len(header.group(1))
        end = _end(text, start, indent)
        body = text[start:end]
        if len(body) > _SHORT and not body.count(b'"""') % 2 and not body.count(b"'''") % 2:
            parts += [text[done:start], b" " * (indent + 1), b"...", b"\n" * body.count(b"\n")]
            done = end
    parts.append(text[done:])
    return b"".join(parts)


def _end(text: bytes, start: int, indent: int) -> int:
    if indent >= len(_ENDS):
        return start
    found = _ENDS[indent].search(text, start)
    return found.start() if found else len(text)
