"""A master whose configuration file has been executed: `wsgi_app`, `chdir` and `pythonpath` have their say."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from forklint.deploy import gunicorn
from forklint.deploy.find import module_file, search_folders
from forklint.deploy.paths import unique
from forklint.deploy.served import Served
from forklint.deploy.spec import parse_spec
from forklint.errors import CouldNotLook
from forklint.model.deployment import Entry
from forklint.model.plan import LoadPlan, PlannedModule, Setting


def alone(plan: LoadPlan) -> LoadPlan:
    """A plan that executes the configuration file and nothing else."""
    return replace(plan, modules=(), calls=())


def narrowed(served: Served, settings: Mapping[str, Setting]) -> Served:
    """The same master, loading what was asked for or what its configuration file names.

    Raises CouldNotLook where there is no such module, UsageError where `wsgi_app` cannot be read.
    """
    plan, spec = replace(served.plan, roots=_roots(served, settings)), gunicorn.constant(settings, "wsgi_app")
    asked = next(iter(served.deployment.entries), None)
    if served.entry or not (asked or spec):
        return replace(served, plan=plan, undecided=False)
    if asked:
        return _loading(served, plan, asked, f"there is nothing to look at for '{asked}':")
    # gunicorn takes `application` where the spec names the module alone
    named = parse_spec(spec if ":" in spec else f"{spec}:application")
    return _loading(served, plan, named, f"{served.deployment.configuration} names wsgi_app {spec!r}, and there is")


def _roots(served: Served, settings: Mapping[str, Setting]) -> tuple[str, ...]:
    moved = _joined(Path(served.start), gunicorn.constant(settings, "chdir"))
    listed = gunicorn.constant(settings, "pythonpath").split(",")
    first = [*(_joined(moved, part) for part in listed if part), *search_folders(moved)]
    return unique([*(folder.as_posix() for folder in first), *served.plan.roots])


def _joined(folder: Path, text: str) -> Path:
    """As in the server's process, without `..`: an application's files are known by the folder that they are in."""
    return Path(os.path.normpath(folder / text))


def _loading(served: Served, plan: LoadPlan, entry: Entry, why: str) -> Served:
    """`why` is how it is said that there is no such module."""
    file = module_file(entry.module, [Path(root) for root in plan.roots])
    if file is None:
        raise CouldNotLook(
            f"{why} no module {entry.module!r}",
            f"Searched: {', '.join(plan.roots)}. Run forklint on the folder that gunicorn is started in.",
        )
    plan = replace(plan, modules=(PlannedModule(entry.module, file.as_posix()),), calls=(entry,))
    deployment = replace(served.deployment, entries=(entry,))
    return replace(served, plan=plan, deployment=deployment, entry=file.as_posix(), undecided=False)
