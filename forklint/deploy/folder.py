"""The masters of a folder: one for each configuration file, or one that is assumed to load every module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from forklint.deploy import exclude, gunicorn
from forklint.deploy.find import search_folders
from forklint.deploy.modules import Group, groups
from forklint.deploy.one import described
from forklint.deploy.paths import shown, unique
from forklint.deploy.served import Served
from forklint.deploy.walk import Tree, walk
from forklint.errors import CouldNotLook
from forklint.model.levels import Ternary
from forklint.model.place import Gap, Place
from forklint.model.plan import LoadPlan


@dataclass(frozen=True, slots=True)
class _Folder:
    """A target folder, walked."""

    tree: Tree
    cwd: Path
    follow: tuple[str, ...]
    configurations: tuple[str, ...] = ()


def serve_folder(path: Path, cwd: Path, follow: tuple[str, ...], excluded: exclude.Excluded) -> tuple[Served, ...]:
    """Every master of a folder.

    Raises CouldNotLook where the folder cannot be read or holds no Python file that a master may load.
    """
    prefix = shown(path.as_posix(), cwd.as_posix()) + "/" if path.is_relative_to(cwd) and path != cwd else ""
    wanted = any(part in exclude.TESTS for part in (path.relative_to(cwd).parts if prefix else (path.name,)))
    tree = walk(path, lambda name, is_folder: excluded(prefix + name, is_folder), wanted)
    folder = _Folder(tree, cwd, follow, tuple(gunicorn.configurations(tree)))
    masters = [*_configured(folder), *_assumed(folder)]
    if not masters:
        raise _nothing_in(path, tree)
    unreadable = tuple(_gap(folder, name, why) for name, why in tree.unreadable.items())
    first = replace(masters[0], gaps=masters[0].gaps + unreadable)
    return (first, *masters[1:])


def _configured(folder: _Folder) -> Iterator[Served]:
    """Each configuration file is a master of its own: what one turns off another may turn on."""
    for name in folder.configurations:
        yield from _masters(folder, gunicorn.serves(folder.tree, name), name)


def _assumed(folder: _Folder) -> Iterator[Served]:
    """What no configuration file serves may be loaded by a master that we do not know of."""
    covered = {gunicorn.serves(folder.tree, name) for name in folder.configurations}
    if "" not in covered:
        yield from _masters(folder, "", "", tuple(covered))


def _masters(folder: _Folder, below: str, configuration: str, without: tuple[str, ...] = ()) -> Iterator[Served]:
    found, hidden = groups(folder.tree, below)
    gaps = tuple(replace(gap, place=Place(shown(gap.place.path, folder.cwd.as_posix()), 1)) for gap in hidden)
    barred = {folder.tree.path(name) for name in folder.configurations}
    inside = tuple(f"{folder.tree.path(name)}/" for name in without)
    for group in found:
        modules = tuple(m for m in group.modules if m.path not in barred and not m.path.startswith(inside or "\0"))
        if modules or configuration:
            plan = _plan(folder, below, configuration, replace(group, modules=modules))
            yield _served(folder, plan, below, gaps)
            gaps = ()


def _plan(folder: _Folder, below: str, configuration: str, group: Group) -> LoadPlan:
    start = Path(folder.tree.path(below))
    extra = [*search_folders(start), *search_folders(Path(folder.tree.top))]
    if start.is_relative_to(folder.cwd):
        extra += search_folders(folder.cwd)
    return LoadPlan(
        base=folder.cwd.as_posix(),
        roots=unique([*group.roots, *(path.as_posix() for path in extra)]),
        modules=group.modules,
        server="gunicorn" if configuration else "",
        configuration=folder.tree.path(configuration) if configuration else "",
        preload=Ternary.NO if configuration else Ternary.YES,
        follow=folder.follow,
    )


def _served(folder: _Folder, plan: LoadPlan, below: str, gaps: tuple[Gap, ...]) -> Served:
    undecided = bool(plan.configuration) and gunicorn.may_move_the_entry(Path(plan.configuration))
    return Served(plan, described(plan, ()), gaps, start=folder.tree.path(below), undecided=undecided)


def _gap(folder: _Folder, name: str, why: str) -> Gap:
    return Gap(Place(shown(folder.tree.path(name), folder.cwd.as_posix()), 1), why)


def _nothing_in(path: Path, tree: Tree) -> CouldNotLook:
    if "" in tree.unreadable:
        return CouldNotLook(f"{path}: {tree.unreadable['']}", "Check its permissions.")
    hint = "Tests, environments, migrations and hidden folders are left out; name a file or module to look at one."
    return CouldNotLook(f"{path} holds no Python file that a server would load", hint)
