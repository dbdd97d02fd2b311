"""The rules in `rules/checks/`, one file each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from forklint.errors import KnowledgeError, UsageError
from forklint.knowledge.decode import read_toml
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.schema import RuleFile


def rule_paths() -> dict[str, Path]:
    """Code -> file; the code is the file name's first part."""
    return {path.name.split("-", 1)[0]: path for path in sorted((rules_folder() / "checks").glob("FL*.toml"))}


def unknown_prefix(prefixes: Iterable[str]) -> str:
    """What is wrong with the first that no rule's code begins with; empty where there is none."""
    known = rule_paths()
    wrong = next((one for one in prefixes if not any(code.startswith(one) for code in known)), None)
    if wrong is None:
        return ""
    close = meant(wrong)
    return f"no rule's code begins with {wrong!r}" + (f": did you mean {close}?" if close else "")


def require_prefixes(prefixes: Iterable[str], option: str) -> None:
    """Raises UsageError for a prefix that no rule's code begins with: what it leaves out would look clean."""
    if wrong := unknown_prefix(prefixes):
        raise UsageError(f"{option}: {wrong}", "`forklint rules` lists them.")


_NEAR = 0.75
"""Four characters of five."""


def meant(word: str) -> str:
    """The code of the rule that has this name, or one that is spelt nearly so; empty where there is none."""
    from difflib import get_close_matches

    code, codes = word.upper(), sorted(rule_paths())
    swapped = [f"{code[:n]}{code[n + 1]}{code[n]}{code[n + 2:]}" for n in range(len(code) - 1)]
    close = [one for one in swapped if one in codes] or get_close_matches(code, codes, 1, _NEAR)
    names = {path.stem.partition("-")[2]: known for known, path in rule_paths().items()}
    close = close or [names[name] for name in get_close_matches(word.lower(), names, 1)]
    return close[0] if close else ""


@cache
def rule(code: str) -> RuleFile:
    """One rule by its code.

    Raises KnowledgeError where there is none.
    """
    path = rule_paths().get(code)
    if path is None:
        raise KnowledgeError(f"there is no rule {code}", "`forklint rules` lists them.")
    return read_toml(path, RuleFile)


def all_rules() -> list[RuleFile]:
    """Every rule, by code."""
    return [rule(code) for code in sorted(rule_paths())]
