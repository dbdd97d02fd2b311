"""A master that loads one module: an entry spec, a dotted name, a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from forklint.deploy import gunicorn
from forklint.deploy.find import search_folders
from forklint.deploy.modules import module
from forklint.deploy.paths import shown, unique
from forklint.deploy.roots import import_root
from forklint.deploy.served import Served
from forklint.model.deployment import Deployment, Entry
from forklint.model.levels import Ternary
from forklint.model.plan import LoadPlan, PlannedModule


def serve_module(entry: Entry, file: Path, cwd: Path, follow: tuple[str, ...], start: Path) -> Served:
    """The master of `module`, `module:name` or `module:factory()`, started in the folder `start`."""
    roots = unique([folder.as_posix() for folder in search_folders(start)])
    planned = PlannedModule(entry.module, file.as_posix())
    return replace(one(planned, entry, roots, cwd, follow, _beside(start)), start=start.as_posix(), named=True)


def serve_moved(entry: Entry, cwd: Path, follow: tuple[str, ...]) -> Served | None:
    """The master of an entry that is not found from here, where its configuration file may move away; None where it
    does not. `narrow.narrowed` finds the entry.
    """
    roots = unique([folder.as_posix() for folder in search_folders(cwd)])
    master = one(PlannedModule(entry.module, ""), entry, roots, cwd, follow, _beside(cwd))
    return replace(master, plan=replace(master.plan, modules=(), calls=()), named=True) if master.undecided else None


def serve_file(path: Path, cwd: Path, follow: tuple[str, ...]) -> Served:
    """The master of a file: its name counts from the folder above its outermost package."""
    home = import_root(path.parent)
    planned = module(home, path.as_posix())
    roots = unique([home.root, *(folder.as_posix() for folder in search_folders(cwd))])
    configuration = _beside(Path(home.root)) or _beside(cwd)
    return one(planned, Entry(planned.name), roots, cwd, follow, None if configuration == path else configuration)


def one(
    planned: PlannedModule,
    entry: Entry,
    roots: tuple[str, ...],
    cwd: Path,
    follow: tuple[str, ...],
    configuration: Path | None,
) -> Served:
    """A plan of one module, under gunicorn where a configuration file says so, else assumed."""
    plan = LoadPlan(
        base=cwd.as_posix(),
        roots=roots,
        modules=(planned,),
        calls=(entry,) if entry.attribute else (),
        server="gunicorn" if configuration else "",
        configuration=configuration.as_posix() if configuration else "",
        preload=Ternary.NO if configuration else Ternary.YES,
        follow=follow,
    )
    moves = configuration is not None and gunicorn.may_move_from_its_folder(configuration)
    return Served(plan, described(plan, (entry,)), entry=planned.path, start=cwd.as_posix(), undecided=moves)


def described(plan: LoadPlan, entries: tuple[Entry, ...]) -> Deployment:
    """The deployment of a plan before anything is executed."""
    return Deployment(
        server=plan.server,
        preload=plan.preload,
        configuration=shown(plan.configuration, plan.base),
        entries=entries,
        assumed=not plan.server,
    )


def _beside(folder: Path) -> Path | None:
    path = folder / gunicorn.DEFAULT
    return path if path.is_file() else None
