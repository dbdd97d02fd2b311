"""From a deployment that a tree describes to the master that it stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from forklint.deploy import gunicorn
from forklint.deploy.find import module_file, search_folders
from forklint.deploy.modules import Group, groups
from forklint.deploy.paths import unique
from forklint.deploy.served import Served
from forklint.deploy.walk import Tree
from forklint.model.deployment import Deployment, Entry
from forklint.model.place import Gap, Place
from forklint.model.plan import LoadPlan, PlannedModule


def master(deployment: Deployment, tree: Tree, base: str, follow: tuple[str, ...]) -> Served:
    """What it loads: its entries; where none is known to be in the tree, all that is below its folder."""
    loads = _loads(deployment, tree, base)
    configuration = Path(base, deployment.configuration).as_posix() if deployment.configuration else ""
    plan = LoadPlan(
        base=base,
        roots=loads.roots,
        modules=loads.modules,
        calls=tuple(entry for entry in deployment.entries if entry.attribute) if loads.named else (),
        server=deployment.server,
        configuration=configuration,
        preload=deployment.preload,
        follow=follow,
        mechanisms=deployment.mechanisms,
    )
    return Served(
        plan,
        replace(deployment, gaps=(), entries=() if loads.lacking else deployment.entries),
        (*deployment.gaps, *loads.lacking),
        loads.modules[0].path if loads.named else "",
        deployment.folder or tree.path(loads.below),
        bool(configuration) and gunicorn.may_move_the_entry(Path(configuration)),
    )


@dataclass(frozen=True, slots=True)
class _Loads:
    """The modules of a master."""

    modules: tuple[PlannedModule, ...]
    roots: tuple[str, ...]
    named: bool
    """Whether they are the entries."""
    below: str
    """The folder, relative to the tree, that it serves."""
    lacking: tuple[Gap, ...]


def _loads(deployment: Deployment, tree: Tree, base: str) -> _Loads:
    roots = _roots(deployment, tree)
    entries, lacking = _entries(deployment, roots, tree)
    below = covers(deployment, tree, entries)
    if entries:
        own = () if any(entries[0].path == f"{root}/{_relative_file(entries[0])}" for root in roots) else (entries[0],)
        return _Loads(entries, unique([*map(_root_of, own), *roots]), True, below, lacking)
    group = next(iter(groups(tree, below)[0]), Group((), ()))
    modules = _without(deployment, group.modules, base)
    return _Loads(modules, unique([*group.roots, *roots]), False, below, lacking)


def covers(deployment: Deployment, tree: Tree, modules: tuple[PlannedModule, ...]) -> str:
    """The folder, relative to the tree, of the service that it serves: where it is started, or its entry's root."""
    start = deployment.folder
    if modules and (not start or not modules[0].path.startswith(f"{start}/")):
        start = _root_of(modules[0])
    return start.removeprefix(tree.top).strip("/") if start.startswith(tree.top) else ""


def _roots(deployment: Deployment, tree: Tree) -> tuple[str, ...]:
    start = Path(deployment.folder or tree.top)
    searched = [*deployment.imports, *map(Path.as_posix, search_folders(start))]
    return unique([*searched, *map(Path.as_posix, search_folders(Path(tree.top)))])


def _entries(
    deployment: Deployment, roots: tuple[str, ...], tree: Tree
) -> tuple[tuple[PlannedModule, ...], tuple[Gap, ...]]:
    """The modules of the entries, and a gap for each that is not in the tree."""
    modules, lacking = [], []
    for entry in deployment.entries:
        file = entry.file or _file(entry.module, roots, tree)
        if file:
            modules.append(PlannedModule(entry.module, file))
        else:
            lacking.append(_lacking(deployment, entry))
    return tuple(modules), tuple(lacking)


def _file(module: str, roots: tuple[str, ...], tree: Tree) -> str:
    """Below the roots; else where one folder of the tree alone has it."""
    found = module_file(module, [Path(root) for root in roots])
    if found is not None:
        return found.as_posix()
    ends = (f"{module.replace('.', '/')}.py", f"{module.replace('.', '/')}/__init__.py")
    candidates = [path for path in tree.files() if path.endswith(tuple(f"/{end}" for end in ends))]
    outermost = [path for path in candidates if not _is_inside_a_package(path, module, tree)]
    return tree.path(outermost[0]) if len(outermost) == 1 else ""


def _is_inside_a_package(path: str, module: str, tree: Tree) -> bool:
    """Whether the file has a longer name than the entry's."""
    depth = module.count(".") + 1 + path.endswith("/__init__.py")
    folder = "/".join(path.split("/")[:-depth])
    return tree.has(f"{folder}/__init__.py")


def _lacking(deployment: Deployment, entry: Entry) -> Gap:
    place = deployment.command or Place(deployment.configuration, 1)
    return Gap(place, f"the entry {entry} is not in this tree")


def _without(deployment: Deployment, modules: tuple[PlannedModule, ...], base: str) -> tuple[PlannedModule, ...]:
    configuration = Path(base, deployment.configuration).as_posix()
    return tuple(module for module in modules if module.path != configuration)


def _relative_file(module: PlannedModule) -> str:
    end = "/__init__.py" if module.path.endswith("/__init__.py") else ".py"
    return f"{module.name.replace('.', '/')}{end}"


def _root_of(module: PlannedModule) -> str:
    return module.path.removesuffix(_relative_file(module)).rstrip("/")
