"""What a recipe holds, read without executing it: its libraries need not be installed here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forklint.errors import KnowledgeError
from forklint.knowledge.locate import rules_folder

STEPS = ("prepare", "build", "use", "release", "work", "expected")
"""Methods that an experiment may have; the others are variants, told apart by the beginnings of their names."""
VARIANTS = ("repair_build_", "repair_in_master_", "repair_in_worker_", "no_help_build_", "no_help_in_master_",
            "no_help_in_worker_")  # fmt: skip
_DEFAULTS: dict[str, Any] = {"row": "", "service": "", "packages": (), "heavy": False, "deadline": 8.0, "rounds": 50,
                             "state": "", "unseen": False, "alone": "m"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Experiment:
    """One class of a recipe: everything that is shown of one facts row."""

    recipe: Path
    name: str
    """The class."""
    row: str
    """Name of the facts row whose claims it shows."""
    about: str
    service: str
    """Server that it needs; empty for none."""
    packages: tuple[str, ...]
    """Requirements beside the library's own distribution."""
    heavy: bool
    """Large to install: shown by a target of its own."""
    deadline: float
    """Seconds after which a call in a worker counts as hanging."""
    rounds: int
    """Calls of `work` in each worker."""
    state: str
    """State after `build` where a condition on an argument says otherwise than the row; empty for the row's own."""
    unseen: bool
    """What it makes holds no descriptor and no thread (a folder, an index in memory)."""
    alone: str
    """Who calls where nothing is forked: `m`, the master, or `w0`, where the master's call judges what workers did."""
    steps: tuple[str, ...]
    variants: dict[str, str]
    """Method -> what it does, in a few words."""

    @property
    def distribution(self) -> str:
        """The library: the recipe is called as its facts file."""
        return self.recipe.stem

    @property
    def id(self) -> str:
        """Unique among all experiments."""
        return f"{self.distribution}.{self.name}"


def folder() -> Path:
    """Where the recipes are."""
    return rules_folder() / "proofs"


def experiments(distribution: str = "") -> list[Experiment]:
    """Those of one library, or all."""
    paths = sorted(folder().glob("*.py"))
    return [one for path in paths if distribution in ("", path.stem) for one in read(path)]


def read(path: Path) -> Iterator[Experiment]:
    """The experiments of a recipe. Raises KnowledgeError where one is not made as it should be."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}") from error
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield _experiment(path, node)


def _experiment(path: Path, node: ast.ClassDef) -> Experiment:
    told = {**_DEFAULTS, **_constants(path, node)}
    methods = [entry for entry in node.body if isinstance(entry, ast.FunctionDef) and not entry.name.startswith("_")]
    variants = {entry.name: _about(entry) for entry in methods if entry.name.startswith(VARIANTS)}
    odd = sorted({entry.name for entry in methods} - set(STEPS) - variants.keys())
    steps = tuple(entry.name for entry in methods if entry.name in STEPS)
    wrong = f"unknown method {odd[0]}" if odd else "" if told["row"] else "no `row`"
    if wrong or "build" not in steps:
        hint = "docs/adding-a-proof.md lists what an experiment may have."
        raise KnowledgeError(f"{path}:{node.lineno}: {node.name}: {wrong or 'no method `build`'}", hint)
    told["packages"] = tuple(told["packages"])
    return Experiment(recipe=path, name=node.name, about=_about(node), steps=steps, variants=variants, **told)


def _constants(path: Path, node: ast.ClassDef) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in node.body:
        if isinstance(entry, ast.Assign) and isinstance(entry.targets[0], ast.Name):
            name = entry.targets[0].id
            if name not in _DEFAULTS:
                raise KnowledgeError(f"{path}:{entry.lineno}: {node.name}: unknown key {name}")
            found[name] = ast.literal_eval(entry.value)
    return found


def _about(node: ast.ClassDef | ast.FunctionDef) -> str:
    text = ast.get_docstring(node) or node.name
    return " ".join(text.split("\n\n")[0].split())
