"""Source without the bodies of its functions: most functions are not called while loading, and parsing costs most.

The text keeps its lines. A body is left in place wherever it is not plain where it ends; should the rest not parse,
the whole file is parsed instead.
"""

from __future__ import annotations

import re
from functools import cache

_HEADER = re.compile(
    rb"\n( *)(?:async )?def \w+\((?:[^\n]*:[ ]*(?:#[^\n]*)?|\n(?:\1 [^\n]*\n)+\1\)[^\n\"'#(]*:)(?=\n)"
)
"""A function's header: on one line, or spread over lines that end with `) -> str:` under its `def`."""
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
            parts += [text[done:start], b"\n", b" " * (indent + 1), b"...", b"\n" * (body.count(b"\n") - 1)]
            done = end
    parts.append(text[done:])
    return b"".join(parts)


def body_at(text: bytes, header: int, body: int) -> bytes:
    """The function whose header starts in line `header` and whose body in line `body`, behind as many empty lines.

    Lines count from 1. The result parses with the positions of the original, below an `if` where it is indented.
    """
    lines = text.split(b"\n")
    start = sum(len(line) + 1 for line in lines[: body - 1]) - 1
    indent = len(lines[header - 1]) - len(lines[header - 1].lstrip())
    function = b"\n".join(lines[header - 1 : body - 1]) + text[start : _end(text, start, indent)]
    if not indent:
        return b"\n" * (header - 1) + function + b"\n"
    return b"\n" * (header - 2) + b"if 1:\n" + function + b"\n"


def _end(text: bytes, start: int, indent: int) -> int:
    found = _ends(indent).search(text, start)
    return found.start() if found else len(text)


@cache
def _ends(indent: int) -> re.Pattern[bytes]:
    """What ends a body below this indentation: a line that is indented no further."""
    return re.compile(rb"\n {0,%d}[^\s#]" % indent)
