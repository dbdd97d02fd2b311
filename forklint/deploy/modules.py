"""From a tree to the modules of one master, or of several where names collide."""

from __future__ import annotations

from dataclasses import dataclass, field

from forklint.deploy.roots import Home, Namer
from forklint.deploy.walk import Tree, join
from forklint.model.place import Gap, Place
from forklint.model.plan import PlannedModule


@dataclass(frozen=True, slots=True)
class Group:
    """Modules that one Python process can hold side by side, and the folders that it imports from."""

    roots: tuple[str, ...]
    modules: tuple[PlannedModule, ...]


@dataclass(slots=True)
class _Draft:
    """A group that is being filled."""

    roots: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    modules: list[PlannedModule] = field(default_factory=list)


def groups(tree: Tree, below: str = "") -> tuple[tuple[Group, ...], tuple[Gap, ...]]:
    """Every module of a tree (or of its part `below`), packages before their submodules, and what is hidden.

    A `__main__.py`, and a file whose name no import statement can spell, is a program of its own: no master loads it.
    Two import roots that both have a top-level `db` cannot be in one process: each gets its own group.
    """
    by_root: dict[str, list[PlannedModule]] = {}
    hidden: list[Gap] = []
    namer = Namer(tree)
    for folder, names in tree.folders.items():
        if below and folder != below and not folder.startswith(f"{below}/"):
            continue
        home = namer.home(folder)
        for name in names:
            if tree.has(f"{join(folder, name[:-3])}/__init__.py"):
                hidden.append(_hidden(tree, folder, name))
            elif name != "__main__.py" and name[:-3].isidentifier():
                by_root.setdefault(home.root, []).append(module(home, tree.path(join(folder, name))))
    return tuple(_as_group(draft) for draft in _drafts(by_root)), tuple(hidden)


def module(home: Home, path: str) -> PlannedModule:
    """The module that a file is; `__main__.py` is a script."""
    name = path.rpartition("/")[2]  # a Path for each of a thousand files would be felt
    stem = name.rpartition(".")[0] or name
    parts = home.package if stem == "__init__" and home.package else (*home.package, stem)
    return PlannedModule(".".join(parts), path, script=stem == "__main__")


def _drafts(by_root: dict[str, list[PlannedModule]]) -> list[_Draft]:
    """Put each root into the first draft where none of its top-level names is taken."""
    drafts: list[_Draft] = []
    for root in sorted(by_root, key=lambda root: (root.count("/"), root)):
        tops = {planned.name.partition(".")[0] for planned in by_root[root]}
        draft = next((draft for draft in drafts if not draft.taken & tops), None)
        if draft is None:
            drafts.append(draft := _Draft())
        draft.roots.append(root)
        draft.taken |= tops
        draft.modules += by_root[root]
    return drafts


def _as_group(draft: _Draft) -> Group:
    order = {root: number for number, root in enumerate(draft.roots)}
    ordered = sorted(draft.modules, key=lambda planned: planned.name.split("."))
    return Group(tuple(order), tuple(ordered))


def _hidden(tree: Tree, folder: str, name: str) -> Gap:
    path = join(folder, name)
    return Gap(Place(tree.path(path), 1), f"hidden by the package {path[:-3]}/: no import reaches it")
