"""What a comment says: `forklint: ignore[FL102, FL201] reason`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from forklint.knowledge.rules import meant, rule_paths
from forklint.model.comment import FORK_SAFE, IGNORE, IGNORE_FILE

VERBS = (IGNORE, IGNORE_FILE, FORK_SAFE)
OWN = "FL0"
"""Codes of the rules about these comments: no comment silences them."""
_SAID = re.compile(
    r"#\s*forklint\s*:\s*(?P<verb>[^\s\[(:#]*)\s*(?:\[(?P<codes>[^\]#]*)\])?(?P<reason>[^#]*)", re.IGNORECASE
)
_MEANT = re.compile(
    r"#[^#]*?\b(?P<verb>noqa|ignore-file|ignore|fork-safe)\s*[:\[(][^#]*?\b(?P<code>FL\d{3})\b", re.IGNORECASE
)
"""A comment that gives a code to another tool, or to a misspelt one."""
_CODE = re.compile(r"\bFL\d{3}\b", re.IGNORECASE)


class Said(NamedTuple):
    """The words of one comment."""

    column: int
    """Where it begins, in characters of the whole comment: others may stand before it (`# noqa  # forklint: …`)."""
    verb: str
    codes: tuple[str, ...]
    reason: str
    problem: str


def read(text: str) -> Said | None:
    """What a comment says to forklint; None where it speaks to somebody else."""
    match = _SAID.search(text)
    if match is None:
        return _read_nearly(text)
    verb, codes, reason = match["verb"].lower(), _parts(match["codes"] or ""), match["reason"].strip(" \t:-–—")
    problem = _of_verb(verb) or _of_codes(verb, codes, reason)
    if verb not in VERBS:
        return Said(match.start(), "", (), reason, problem)
    known = tuple(code for code in codes if code in rule_paths() and not code.startswith(OWN))
    return Said(match.start(), verb, known, reason, problem)


def _read_nearly(text: str) -> Said | None:
    """A comment that names a rule, and not forklint."""
    match = _MEANT.search(text)
    if match is None or match["code"].upper() not in rule_paths():
        return None
    verb = match["verb"].lower() if match["verb"].lower() in VERBS else IGNORE
    right = f"# forklint: {verb}[{match['code'].upper()}]"
    return Said(match.start(), "", (), "", f"`{match['code'].upper()}` is silenced by `{right}`, not by this comment")


def _parts(codes: str) -> list[str]:
    return list(dict.fromkeys(part.strip().upper() for part in codes.split(",") if part.strip()))


def _of_verb(verb: str) -> str:
    if verb in VERBS:
        return ""
    close = get_close_matches(verb, VERBS, 1)
    meant = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(f'`{word}`' for word in VERBS)}"
    return f"`{verb}` means nothing here: {meant}"


def _of_codes(verb: str, codes: list[str], reason: str) -> str:
    if not codes:
        if named := _CODE.findall(reason):
            return f"codes stand in brackets behind `{verb}`: `{verb}[{', '.join(named).upper()}]`"
        return f"`{verb}` needs the codes that it speaks of, such as `{verb}[FL102]`"
    return next(filter(None, map(_of_code, codes)), "")


def _of_code(code: str) -> str:
    known = rule_paths()
    if code in known:
        return f"`{code}` is about comments like this one: no comment silences it" if code.startswith(OWN) else ""
    if any(other.startswith(code) for other in known):
        return f"`{code}` is a family of rules: name each code, so that a new rule is not silenced unseen"
    close = meant(code)
    return f"no rule has the code `{code}`" + (f": did you mean `{close}`?" if close else "")
