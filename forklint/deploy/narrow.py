"""A master whose configuration file has been executed: `wsgi_app`, `chdir` and `pythonpath` have their say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from forklint.deploy import gunicorn
from forklint.deploy.find import module_file, search_folders
from forklint.deploy.paths import unique
from forklint.deploy.served import Served
from forklint.deploy.spec import parse_spec
from forklint.errors import CouldNotLook
from forklint.model.plan import LoadPlan, PlannedModule, Setting


def alone(plan: LoadPlan) -> LoadPlan:
    """A plan that executes the configuration file and nothing else."""
    return replace(plan, modules=(), calls=())


def narrowed(served: Served, settings: Mapping[str, Setting]) -> Served:
    """The same master, loading what its configuration file names.

    Raises CouldNotLook where `wsgi_app` names a module that does not exist, UsageError where it cannot be read.
    """
    moved = Path(served.start) / gunicorn.constant(settings, "chdir")
    listed = gunicorn.constant(settings, "pythonpath").split(",")
    first = [*(moved / part for part in listed if part), *search_folders(moved)]
    roots = unique([*(folder.as_posix() for folder in first), *served.plan.roots])
    plan = replace(served.plan, roots=roots)
    spec = "" if served.entry else gunicorn.constant(settings, "wsgi_app")
    return _loading(served, plan, spec) if spec else replace(served, plan=plan, undecided=False)


def _loading(served: Served, plan: LoadPlan, spec: str) -> Served:
    """gunicorn takes `application` where the spec names the module alone."""
    entry = parse_spec(spec if ":" in spec else f"{spec}:application")
    file = module_file(entry.module, [Path(root) for root in plan.roots])
    if file is None:
        searched = ", ".join(plan.roots)
        raise CouldNotLook(
            f"{served.deployment.configuration} names wsgi_app {spec!r}, and there is no module {entry.module!r}",
            f"Searched: {searched}. Run forklint on the folder that gunicorn is started in.",
        )
    plan = replace(plan, modules=(PlannedModule(entry.module, file.as_posix()),), calls=(entry,))
    deployment = replace(served.deployment, entries=(entry,))
    return replace(served, plan=plan, deployment=deployment, entry=file.as_posix(), undecided=False)
