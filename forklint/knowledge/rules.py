"""The rules in `rules/checks/`, one file each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from forklint.errors import KnowledgeError
from forklint.knowledge.decode import read_toml
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.schema import RuleFile


def rule_paths() -> dict[str, Path]:
    """Code -> file; the code is the file name's first part."""
    return {path.name.split("-", 1)[0]: path for path in sorted((rules_folder() / "checks").glob("FL*.toml"))}


def unknown_prefix(prefixes: Iterable[str]) -> str:
    """The first that no rule's code begins with; empty where there is none."""
    known = rule_paths()
    return next((one for one in prefixes if not any(code.startswith(one) for code in known)), "")


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
