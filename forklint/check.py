"""The use case: targets in, report out. The only room that knows how deploy, static and judge fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, TypeVar

from forklint.deploy import exclude
from forklint.deploy.served import Served
from forklint.deploy.targets import Surroundings, serve
from forklint.errors import CouldNotLook
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.levels import Confidence, Ternary
from forklint.model.place import Gap
from forklint.model.plan import LoadPlan, LoadResult
from forklint.model.report import Coverage, LoadTime, Report

if TYPE_CHECKING:
    from forklint.knowledge.facts import Facts

Analyzer = Callable[[LoadPlan, "Facts"], LoadResult]
Notice = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is asked of one run."""

    targets: tuple[str, ...] = (".",)
    cwd: Path = field(default_factory=Path.cwd)
    """Absolute; targets are found from here, and paths are reported relative to it."""
    select: tuple[str, ...] = ()
    """Code prefixes; empty for all."""
    ignore: tuple[str, ...] = ()
    """Code prefixes; win over `select`."""
    min_confidence: Confidence = Confidence.LOW
    preload: bool = False
    """The server is told to preload on its command line, which wins over its configuration file."""
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`."""
    cache: Path | None = None
    """Folder of the cache; None for no cache."""
    facts: tuple[str, ...] = ()
    """Folders with facts files beside the shipped ones; they win over them."""
    follow: tuple[str, ...] = ()
    """Import names of installed packages that are opened as if they were the application's."""


@dataclass(frozen=True, slots=True)
class _Examined:
    """One master, looked at."""

    deployment: Deployment
    result: LoadResult
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]


def check(request: CheckRequest, analyze: Analyzer | None = None, notice: Notice = lambda text: None) -> Report:
    """Look at every target and judge what was seen; `notice` hears which master is being looked at.

    Raises CouldNotLook where a target does not exist or its entry cannot be parsed, KnowledgeError where a facts file
    is broken, UsageError where an entry spec cannot be read.
    """
    served = _masters(request)
    if request.cache is None:
        return _chosen(_examine(request, served, analyze or _static(), notice)[0], request)
    from forklint import cache

    question = (str(request.cwd), request.targets, request.exclude, request.follow, request.facts)
    folders = [folder for master in served for folder in (master.plan.base, *master.plan.roots)]
    state = (served, cache.stamps(request.facts), cache.environment(folders))
    place = cache.slot(request.cache, question, state)
    report = cache.load(place)
    if report is None:
        started = time_ns()
        report, results = _examine(request, served, analyze or _static(), notice)
        files = [path for result in results for path in result.files]
        probed = [path for result in results for path in result.probed]
        cache.save(place, report, files, probed, started)
    return _chosen(report, request)


def load_time(request: CheckRequest, analyze: Analyzer | None = None) -> LoadTime:
    """What preloading executes: all masters of all targets, each module and function once."""
    execute = analyze or _static()
    facts = _facts(request)
    results = [execute(_decided(master, facts, execute).plan, facts).load_time for master in _masters(request)]
    return LoadTime(
        modules=_once(module for result in results for module in result.modules),
        functions=_once(function for result in results for function in result.functions),
        unresolved=_once(gap for result in results for gap in result.unresolved),
    )


def _masters(request: CheckRequest) -> tuple[Served, ...]:
    around = Surroundings(request.cwd, request.follow, exclude.patterns(request.exclude))
    found = _once(master for target in request.targets for master in serve(target, around))
    return tuple(map(_preloading, found)) if request.preload else found


def _preloading(master: Served) -> Served:
    plan = replace(master.plan, preload=Ternary.YES)
    note = "" if master.deployment.assumed else "as --preload says"
    return replace(master, plan=plan, deployment=replace(master.deployment, preload=Ternary.YES, note=note))


def _examine(
    request: CheckRequest, served: Sequence[Served], analyze: Analyzer, notice: Notice
) -> tuple[Report, list[LoadResult]]:
    from forklint.judge.order import arranged
    from forklint.report.columns import in_characters
    from forklint.report.tidy import tidied

    facts = _facts(request)
    looked = _served_only([_look(master, facts, analyze, notice) for master in served])
    report = Report(
        targets=request.targets,
        deployments=_once(one.deployment for one in looked),
        findings=arranged(finding for one in looked for finding in one.findings),
        gaps=_once(gap for one in looked for gap in one.gaps),
        coverage=_sum(one.result.coverage for one in looked),
    )
    return tidied(in_characters(report, request.cwd)), [one.result for one in looked]


def _served_only(looked: list[_Examined]) -> list[_Examined]:
    """Where one master serves an application, a group of modules without any is scripts."""
    if not any(one.result.application or one.deployment.server for one in looked):
        return looked
    return [one if one.result.application or one.deployment.server else _unserved(one) for one in looked]


def _unserved(one: _Examined) -> _Examined:
    what = "{}: not judged, because no application is beside it"
    gaps = [Gap(f.place, what.format(f.resource.call if f.resource else f.name)) for f in one.findings]
    return replace(one, findings=(), gaps=(*one.gaps, *gaps))


def _look(master: Served, facts: Facts, analyze: Analyzer, notice: Notice) -> _Examined:
    from forklint.deploy.gunicorn import settled
    from forklint.judge.case import Case
    from forklint.judge.judge import judge

    master = _decided(master, facts, analyze)
    notice(_title(master))
    result = analyze(master.plan, facts)
    _require_entry(master, result)
    deployment = settled(master.deployment, result)
    return _Examined(deployment, result, tuple(judge(Case(deployment, result, facts))), master.gaps + result.gaps)


def _decided(master: Served, facts: Facts, analyze: Analyzer) -> Served:
    """Execute the configuration file by itself first where it may name the entry."""
    if not master.undecided:
        return master
    from forklint.deploy.narrow import alone, narrowed

    return narrowed(master, analyze(alone(master.plan), facts).settings)


def _require_entry(master: Served, result: LoadResult) -> None:
    """A gap in the one module that was asked for, or in every module there is, is no clean result."""
    if result.preload is Ternary.NO:
        return
    from forklint.deploy.paths import shown

    loaded = {module.path for module in result.load_time.modules}
    wanted = {shown(module.path, master.plan.base) for module in master.plan.modules}
    if master.entry:
        wanted &= {shown(master.entry, master.plan.base)}
    gap = next((gap for gap in result.gaps if gap.place.path in wanted), None)
    if gap is not None and not loaded & wanted:
        entry = "the entry" if master.entry else f"any of {len(wanted)} modules"
        why = f"cannot look at {entry}: {gap.place}: {gap.what}"
        raise CouldNotLook(why, "Correct that file, or name another target.")


def _chosen(report: Report, request: CheckRequest) -> Report:
    """The findings that were asked for: the cache holds them all."""
    kept = tuple(
        finding
        for finding in report.findings
        if finding.confidence.rank <= request.min_confidence.rank
        and (not request.select or finding.rule.startswith(request.select))
        and not (request.ignore and finding.rule.startswith(request.ignore))
    )
    return replace(report, findings=kept)


def _facts(request: CheckRequest) -> Facts:
    from forklint.knowledge.facts import Facts

    return Facts(tuple(Path(folder) for folder in request.facts))


def _static() -> Analyzer:
    """Imported when something has to be analysed: a cached run does without."""
    from forklint.static.analyze import analyze

    return analyze


def _title(master: Served) -> str:
    loads = master.deployment.entries[0] if master.deployment.entries else f"{len(master.plan.modules)} modules"
    return f"{master.plan.server or 'assumed master'}: {loads}"


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _sum(coverages: Iterable[Coverage]) -> Coverage:
    parts = list(coverages)
    return Coverage(
        modules=sum(part.modules for part in parts),
        functions=sum(part.functions for part in parts),
        calls=sum(part.calls for part in parts),
        unknown=sum(part.unknown for part in parts),
    )
