"""The masters that a run's targets stand for, and the facts that it goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from forklint.check.request import CheckRequest
from forklint.deploy import exclude
from forklint.deploy.gunicorn import may_move_the_entry
from forklint.deploy.paths import shown
from forklint.deploy.served import Served
from forklint.deploy.targets import Surroundings, serve
from forklint.errors import CouldNotLook
from forklint.model.levels import Ternary
from forklint.model.plan import LoadPlan, LoadResult

if TYPE_CHECKING:
    from forklint.knowledge.facts import Facts

Analyzer = Callable[[LoadPlan, "Facts"], LoadResult]
T = TypeVar("T")


def masters(request: CheckRequest) -> tuple[Served, ...]:
    """Every master of every target, each once."""
    return once(master for target in request.targets for master in of_target(target, request))


def of_target(target: str, request: CheckRequest) -> tuple[Served, ...]:
    """The masters of one target, configured and told to preload where the request says so."""
    excluded = exclude.patterns(request.exclude)
    around = Surroundings(request.cwd, request.follow, excluded, request.declared, request.home)
    found = serve(target, around)
    if request.python:
        found = tuple(replace(one, plan=replace(one.plan, interpreter=request.python)) for one in found)
    if request.configuration:
        found = tuple(_configured(one, request.cwd / request.configuration) for one in found)
    return tuple(map(_preloading, found)) if request.preload else found


def _configured(master: Served, configuration: Path) -> Served:
    """Under gunicorn with this file, as its `-c` has it. Raises CouldNotLook where there is none."""
    if not configuration.is_file():
        raise CouldNotLook(f"there is no configuration file {configuration}", "Name gunicorn's configuration file.")
    path = configuration.resolve().as_posix()
    plan = replace(master.plan, server="gunicorn", configuration=path, preload=Ternary.NO)
    shown_as = shown(path, plan.base)
    deployment = replace(
        master.deployment, server="gunicorn", configuration=shown_as, preload=Ternary.NO, assumed=False, note=""
    )
    return replace(master, plan=plan, deployment=deployment, undecided=may_move_the_entry(Path(path)))


def _preloading(master: Served) -> Served:
    plan = replace(master.plan, preload=Ternary.YES)
    note = "" if master.deployment.assumed else "as --preload says"
    return replace(master, plan=plan, deployment=replace(master.deployment, preload=Ternary.YES, note=note))


def decided(master: Served, facts: Facts, analyze: Analyzer) -> Served:
    """Execute the configuration file by itself first where it may name the entry."""
    if not master.undecided:
        return master
    from forklint.deploy.narrow import alone, narrowed

    return narrowed(master, analyze(alone(master.plan), facts).settings)


def title(master: Served) -> str:
    """`gunicorn: shop.app:app`."""
    loads = master.deployment.entries[0] if master.deployment.entries else f"{len(master.plan.modules)} modules"
    return f"{master.plan.server or 'assumed master'}: {loads}"


def facts_for(request: CheckRequest) -> Facts:
    """The shipped facts and the request's own."""
    from forklint.knowledge.facts import Facts

    return Facts(tuple(Path(folder) for folder in request.facts))


def analyzer() -> Analyzer:
    """The static analyzer, imported when something is analysed: a cached run does without, and so do most probes."""

    def analyze(plan: LoadPlan, facts: Facts) -> LoadResult:
        from forklint.static.analyze import analyze as executed

        return executed(plan, facts)

    return analyze


def once(items: Iterable[T]) -> tuple[T, ...]:
    """Each item, where it comes first."""
    return tuple(dict.fromkeys(items))
