"""What the static analyzer says of a run's targets, from the cache where nothing has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from time import time_ns
from typing import TYPE_CHECKING

from forklint.check.finishing import finished
from forklint.check.masters import Analyzer, analyzer, decided, facts_for, masters, once, title
from forklint.check.request import CheckRequest, Notice
from forklint.deploy.deployments import BESIDE_THE_WEB
from forklint.deploy.served import Served
from forklint.errors import CouldNotLook
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.levels import Ternary
from forklint.model.place import Gap
from forklint.model.plan import LoadResult
from forklint.model.report import Coverage, LoadTime, Report

if TYPE_CHECKING:
    from forklint.knowledge.facts import Facts


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
    return finished(examined(request, analyze, notice), request)


def examined(request: CheckRequest, analyze: Analyzer | None = None, notice: Notice = lambda text: None) -> Report:
    """The same with every finding, whatever the request chooses: that is what the cache holds."""
    notice("finding what is served")
    served = masters(request)
    if request.cache is None:
        return _examine(request, served, analyze or analyzer(), notice)[0]
    from forklint import cache
    from forklint.static.versions import sources

    notice("looking into the cache")
    question = (str(request.cwd), request.targets, request.exclude, request.follow, request.facts)
    deciding = [path for master in served for path in sources(master.plan)]
    state = (served, cache.stamps(request.facts), cache.contents(deciding))
    place = cache.slot(request.cache, question, state)
    report = cache.load(place)
    if report is None:
        started = time_ns()
        report, results = _examine(request, served, analyze or analyzer(), notice)
        files = [path for result in results for path in result.files]
        probed = [path for result in results for path in result.probed]
        notice("remembering the result")
        cache.save(place, report, files, probed, started)
    return report


def load_time(request: CheckRequest, analyze: Analyzer | None = None) -> LoadTime:
    """What preloading executes: all masters of all targets, each module and function once."""
    execute = analyze or analyzer()
    facts = facts_for(request)
    results = [execute(decided(master, facts, execute).plan, facts).load_time for master in masters(request)]
    return LoadTime(
        modules=once(module for result in results for module in result.modules),
        functions=once(function for result in results for function in result.functions),
        unresolved=once(gap for result in results for gap in result.unresolved),
    )


def _examine(
    request: CheckRequest, served: Sequence[Served], analyze: Analyzer, notice: Notice
) -> tuple[Report, list[LoadResult]]:
    from forklint.check.deployments import contradicting
    from forklint.judge.order import arranged
    from forklint.report.columns import in_characters
    from forklint.report.tidy import tidied
    from forklint.suppression.reading import comments_in

    facts = facts_for(request)
    each, unseen = _look_at_each(served, facts, analyze, notice)
    looked = _served_only(each)
    report = Report(
        targets=request.targets,
        deployments=contradicting(once(one.deployment for one in looked)),
        findings=arranged(finding for one in looked for finding in one.findings),
        gaps=once([gap for one in looked for gap in one.gaps] + unseen),
        coverage=_sum(one.result.coverage for one in looked),
        loaded=once(module.path for one in looked for module in one.result.load_time.modules),
        comments=tuple(one for item in _mentions(looked).items() for one in comments_in(request.cwd, *item)),
    )
    return tidied(in_characters(report, request.cwd)), [one.result for one in looked]


def _look_at_each(
    served: Sequence[Served], facts: Facts, analyze: Analyzer, notice: Notice
) -> tuple[list[_Examined], list[Gap]]:
    """What was seen of each master; one that could not be looked at is a gap beside the others, and raised alone."""
    looked, gaps, failure = [], [], None
    once_each = lru_cache(maxsize=None)(lambda plan: analyze(plan, facts))
    for master in served:
        try:
            looked.append(_look(master, facts, lambda plan, _: once_each(plan), notice))
        except CouldNotLook as error:
            from forklint.check.deployments import failed

            failure = failure or error
            gaps += [*master.gaps, failed(master, error)]
    if failure and not looked:
        raise failure
    return looked, gaps


def _mentions(looked: Sequence[_Examined]) -> dict[str, frozenset[int]]:
    """Files that speak to forklint -> lines that some master executed."""
    lines: dict[str, frozenset[int]] = {}
    for one in looked:
        for path, executed in one.result.mentions.items():
            lines[path] = lines.get(path, frozenset()) | executed
    return lines


def _served_only(looked: list[_Examined]) -> list[_Examined]:
    """Where one master serves an application, a group of modules without any is scripts; so is one whose only
    application is a queue's where a worker of the queue is described.
    """
    if not any(one.result.application or one.deployment.server for one in looked):
        return looked
    described = any(one.deployment.server in BESIDE_THE_WEB for one in looked)
    return [
        one if one.deployment.server or (one.result.web if described else one.result.application) else _unserved(one)
        for one in looked
    ]


def _unserved(one: _Examined) -> _Examined:
    what = "{}: not judged, because no application is beside it"
    gaps = [Gap(f.place, what.format(f.resource.call if f.resource else f.name)) for f in one.findings]
    return replace(one, findings=(), gaps=(*one.gaps, *gaps))


def _look(master: Served, facts: Facts, analyze: Analyzer, notice: Notice) -> _Examined:
    from forklint.deploy.gunicorn import settled
    from forklint.judge.case import Case
    from forklint.judge.judge import judge

    master = decided(master, facts, analyze)
    notice(f"following load time, {title(master)}")
    result = analyze(master.plan, facts)
    notice(f"judging, {title(master)}")
    _require_entry(master, result)
    deployment = settled(master.deployment, result)
    return _Examined(deployment, result, tuple(judge(Case(deployment, result, facts))), master.gaps + result.gaps)


def _require_entry(master: Served, result: LoadResult) -> None:
    """A gap in the one module that was asked for, or in every module there is, is no clean result; no entry is none."""
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
        raise CouldNotLook(f"cannot look at {entry}: {gap.place}: {gap.what}", _other(gap))
    if master.named and result.unbound:
        gap = result.unbound[0]
        raise CouldNotLook(f"cannot look at the entry: {gap.place}: {gap.what}", "Name another target.")


def _other(gap: Gap) -> str:
    if gap.place.path.endswith(".py"):
        return "Correct that file, or name another target."
    return "A target is Python source, or a folder: what its Dockerfile and the like say is read with it."


def _sum(coverages: Iterable[Coverage]) -> Coverage:
    parts = list(coverages)
    return Coverage(
        modules=sum(part.modules for part in parts),
        functions=sum(part.functions for part in parts),
        calls=sum(part.calls for part in parts),
        unknown=sum(part.unknown for part in parts),
    )
