"""The words by which a text names a server: names and programs in `rules/servers/`.

They are taken from the files' text: to decode all tables would cost a third of a run that is answered from the cache.
"""

from __future__ import annotations

import re
from functools import lru_cache

from forklint.knowledge.locate import rules_folder

_ROW = re.compile(rb"^(?:name|programs) = (.+)$", re.MULTILINE)
_WORD = re.compile(rb'"([^"]+)"')


def names_a_server(text: bytes) -> bool:
    """Whether some server's name or program stands anywhere in a text."""
    return any(word in text for word in words())


@lru_cache(maxsize=1)
def words() -> frozenset[bytes]:
    """Every name and program; hooks, which have names too, come later in the files."""
    heads = (path.read_bytes().partition(b"[[")[0] for path in (rules_folder() / "servers").glob("*.toml"))
    return frozenset(word for head in heads for row in _ROW.findall(head) for word in _WORD.findall(row))
