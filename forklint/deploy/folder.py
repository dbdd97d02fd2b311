"""The masters of a folder: each that some file describes, one for each configuration file that none of them names, and
one that is assumed to load what no other serves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from forklint.deploy import exclude, gunicorn
from forklint.deploy.deployments import BESIDE_THE_WEB, deployments, is_for_development
from forklint.deploy.find import search_folders
from forklint.deploy.invocation import Invocation
from forklint.deploy.master import covers, master
from forklint.deploy.modules import Group, groups
from forklint.deploy.one import described
from forklint.deploy.paths import shown, unique
from forklint.deploy.served import Served
from forklint.deploy.walk import Tree, walk
from forklint.errors import CouldNotLook
from forklint.model.deployment import Declared
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


def serve_folder(
    path: Path,
    cwd: Path,
    follow: tuple[str, ...],
    excluded: exclude.Excluded,
    declared: tuple[Declared, ...] = (),
) -> tuple[Served, ...]:
    """Every master of a folder; `declared` are all there are, where the project says so.

    `excluded` takes paths from that folder.

    Raises CouldNotLook where the folder cannot be read or holds no Python file that a master may load.
    """
    tree = walked(path, cwd, excluded)
    folder = _Folder(tree, cwd, follow, tuple(gunicorn.configurations(tree)))
    told = deployments(tree, cwd.as_posix(), _invocations(declared, tree))
    found = [master(one, tree, cwd.as_posix(), follow) for one in told.found]
    masters = [*found, *(() if declared else _undescribed(folder, found))]
    if not masters:
        raise _nothing_in(path, tree)
    unreadable = tuple(_gap(folder, folder.tree.path(name), why) for name, why in tree.unreadable.items())
    first = replace(masters[0], gaps=masters[0].gaps + told.gaps + unreadable)
    return (first, *masters[1:])


def _invocations(declared: tuple[Declared, ...], tree: Tree) -> tuple[Invocation, ...]:
    if not declared:
        return ()
    from forklint.deploy.declared import invocations

    return invocations(declared, tree)


def walked(path: Path, cwd: Path, excluded: exclude.Excluded) -> Tree:
    """A target folder with what is of interest in it; a folder of tests is asked for by its name."""
    parts = path.relative_to(cwd).parts if path.is_relative_to(cwd) and path != cwd else (path.name,)
    return walk(path, excluded, not exclude.TESTS.isdisjoint(parts))


def _undescribed(folder: _Folder, found: list[Served]) -> Iterator[Served]:
    """What no command line starts: configuration files that none names, and folders that none serves."""
    named = {folder.tree.path(name) for name in folder.configurations} & {one.plan.configuration for one in found}
    left = replace(folder, configurations=tuple(n for n in folder.configurations if folder.tree.path(n) not in named))
    served = {covers(one.deployment, folder.tree, one.plan.modules) for one in found if _is_final(one)}
    yield from _configured(left)
    yield from _assumed(left, served)


def _is_final(one: Served) -> bool:
    """Whether it says how a web application is served where it counts: not a queue's worker, not while developing."""
    return one.deployment.server not in BESIDE_THE_WEB and not is_for_development(one.deployment)


def _configured(folder: _Folder) -> Iterator[Served]:
    """Each configuration file is a master of its own: what one turns off another may turn on."""
    for name in folder.configurations:
        yield from _masters(folder, gunicorn.serves(folder.tree, name), name)


def _assumed(folder: _Folder, served: set[str]) -> Iterator[Served]:
    """What no description serves may be loaded by a master that we do not know of."""
    covered = {gunicorn.serves(folder.tree, name) for name in folder.configurations} | served
    if "" not in covered:
        yield from _masters(folder, "", "", tuple(covered))


def _masters(folder: _Folder, below: str, configuration: str, without: tuple[str, ...] = ()) -> Iterator[Served]:
    """One for each group of modules; a configuration file is a master even where there is none, for its hooks."""
    found, hidden = groups(folder.tree, below)
    gaps = tuple(_gap(folder, gap.place.path, gap.what) for gap in hidden)
    kept = [group for group in (_without(folder, group, without) for group in found) if group.modules]
    if configuration and not kept:
        kept = [Group((folder.tree.path(below),), ())]
    for group in kept:
        yield _served(folder, _plan(folder, below, configuration, group), below, gaps)
        gaps = ()


def _without(folder: _Folder, group: Group, folders: tuple[str, ...]) -> Group:
    """A group without configuration files, which the server executes itself, and without some folders."""
    configurations = {folder.tree.path(name) for name in folder.configurations}
    served = tuple(f"{folder.tree.path(name)}/" for name in folders)
    left = tuple(m for m in group.modules if m.path not in configurations and not m.path.startswith(served))
    roots = tuple(root for root in group.roots if any(m.path.startswith(f"{root}/") for m in left))
    return Group(roots, left)


def _plan(folder: _Folder, below: str, configuration: str, group: Group) -> LoadPlan:
    start = Path(folder.tree.path(below))
    extra = [*search_folders(start), *search_folders(Path(folder.tree.top))]
    if start.is_relative_to(folder.cwd):
        extra += search_folders(folder.cwd)
    return LoadPlan(
        base=folder.cwd.as_posix(),
        roots=unique([*group.roots, *(path.as_posix() for path in extra if not (path / "__init__.py").exists())]),
        modules=group.modules,
        server="gunicorn" if configuration else "",
        configuration=folder.tree.path(configuration) if configuration else "",
        preload=Ternary.NO if configuration else Ternary.YES,
        follow=folder.follow,
    )


def _served(folder: _Folder, plan: LoadPlan, below: str, gaps: tuple[Gap, ...]) -> Served:
    undecided = bool(plan.configuration) and gunicorn.may_move_the_entry(Path(plan.configuration))
    return Served(plan, described(plan, ()), gaps, start=folder.tree.path(below), undecided=undecided)


def _gap(folder: _Folder, path: str, why: str) -> Gap:
    return Gap(Place(shown(path, folder.cwd.as_posix()), 1), why)


def _nothing_in(path: Path, tree: Tree) -> CouldNotLook:
    if "" in tree.unreadable:
        return CouldNotLook(f"{path}: {tree.unreadable['']}", "Check its permissions.")
    hint = "Tests, environments, migrations and hidden folders are left out; name a file or module to look at one."
    return CouldNotLook(f"{path} holds no Python file that a server would load", hint)
