"""What real processes say of a run's targets: alone, or in one voice with the static analyzer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from forklint.check.finishing import finished
from forklint.check.masters import Analyzer, analyzer, facts_for, once
from forklint.check.request import CheckRequest, Notice, Outcome, ProbeOptions
from forklint.check.serving import Driven, Master, driven, master_of, require_server, start_folder
from forklint.check.statically import examined
from forklint.check.swallowing import hides_failures
from forklint.deploy.paths import shown
from forklint.errors import CouldNotLook
from forklint.judge.clearing import Seen
from forklint.judge.merging import merged
from forklint.judge.probed import seen
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.place import Gap, Place
from forklint.model.probe import ProbeResult
from forklint.model.report import Probed, Report
from forklint.probe.request import ProbeRequest
from forklint.report.columns import in_characters
from forklint.report.redact import secrets_in
from forklint.report.tidy import tidied, tidied_failure, tidied_probe
from forklint.suppression.reading import comments_of

if TYPE_CHECKING:
    from forklint.knowledge.facts import Facts

UNLOADED = "not loaded by the probe's master: its findings are what the static analyzer says"
HIDDEN = "{}: the probe saw nothing of it, but a failure here is hidden by the program: was its service there?"
Prober = Callable[[ProbeRequest, "Facts"], ProbeResult]


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks; tests have others look."""

    probe: Prober | None = None
    analyze: Analyzer | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """One master that was probed."""

    driven: Driven
    result: ProbeResult


@dataclass(frozen=True, slots=True)
class _Failed:
    """One master that could not be."""

    master: Master
    failure: CouldNotLook


def probe(
    request: CheckRequest, options: ProbeOptions, eyes: Eyes | None = None, notice: Notice = lambda text: None
) -> Report:
    """Start the master of each target, fork it, and judge what the processes show.

    Raises CouldNotLook where a target does not exist or its master does not come to the fork; UsageError where a
    target does not stand for one master, or there is no such server.
    """
    eyes, facts = eyes or Eyes(), facts_for(request)
    masters = masters_of(request, options, facts, eyes)
    looks = [_look(master, options, request, facts, eyes, notice) for master in masters]
    for one in looks:
        if isinstance(one, _Failed):
            raise one.failure
    deployments = once(one.driven.deployment for one in looks if isinstance(one, _Look))
    report = Report(request.targets, deployments, findings=(), evidence=("probe",))
    return finished(_with(report, looks, request, facts), request)


def check_and_probe(
    request: CheckRequest, options: ProbeOptions, eyes: Eyes | None = None, notice: Notice = lambda text: None
) -> Outcome:
    """The static report, borne out, cleared and added to by probes.

    A probe that could not look takes nothing away: the static findings stand, its entry is a gap, and the outcome has
    the failure. Raises what `check` raises, and UsageError as `probe` does, before anything is looked at.
    """
    eyes, facts = eyes or Eyes(), facts_for(request)
    masters = masters_of(request, options, facts, eyes)
    report = replace(examined(request, eyes.analyze, notice), evidence=("static", "probe"))
    looks = [_look(master, options, request, facts, eyes, notice) for master in masters]
    failure = next((one.failure for one in looks if isinstance(one, _Failed)), None)
    return Outcome(finished(_with(report, looks, request, facts), request), failure)


def masters_of(request: CheckRequest, options: ProbeOptions, facts: Facts, eyes: Eyes) -> tuple[Master, ...]:
    """The master of each target, each once; raises as `probe` does before anything is started."""
    require_server(options)
    return once(master_of(target, request, facts, eyes.analyze or analyzer()) for target in request.targets)


def _look(
    master: Master, options: ProbeOptions, request: CheckRequest, facts: Facts, eyes: Eyes, notice: Notice
) -> _Look | _Failed:
    secrets = secrets_in(os.environ)
    try:
        how = driven(master, options)
        notice(f"probing {master.entry}" + (f" under {how.driver}" if how.driver != "generic" else ""))
        result = (eyes.probe or _prober())(asked(how, options, request), facts)
    except CouldNotLook as error:
        return _Failed(master, tidied_failure(error, secrets))
    return _Look(how, tidied_probe(result, secrets))


def asked(how: Driven, options: ProbeOptions, request: CheckRequest) -> ProbeRequest:
    """What a prober is asked of one master."""
    plan = how.master.served.plan
    deployment = how.deployment
    told = how.driver == "gunicorn" and (request.preload or _is_told_to_preload(deployment))
    return ProbeRequest(
        entry=how.master.entry,
        folder=start_folder(how),
        base=plan.base,
        roots=plan.roots,
        server=how.driver,
        configuration=plan.configuration if how.driver == plan.server else "",
        arguments=(("--preload",) if told else ()) + options.arguments,
        python=options.python or sys.executable,
        load_timeout=options.timeout,
        timeout=options.stage_timeout,
        environment=tuple(item for item in deployment.environment if _fits_here(*item)),
    )


def _is_told_to_preload(deployment: Deployment) -> bool:
    """By its command line; where nothing is known of one, a probe of a mere entry preloads."""
    told = deployment.option("preload") is not None
    return told or not (deployment.configuration or deployment.command)


def _fits_here(name: str, value: str) -> bool:
    """Whether a variable of the description holds on this machine: what names another's folders does not."""
    return name not in os.environ and not name.endswith(("PATH", "HOME", "VIRTUAL_ENV")) and not value.startswith("/")


def _with(report: Report, looks: Sequence[_Look | _Failed], request: CheckRequest, facts: Facts) -> Report:
    """The report and its probes as one."""
    done = [one for one in looks if isinstance(one, _Look)]
    together = merged(report.findings, [_seen(one, request, facts) for one in done], hides_failures(request.cwd))
    unseen = [Gap(Place(path, 1), UNLOADED) for path in together.unloaded]
    unseen += [Gap(one.place, HIDDEN.format(one.rule)) for one in together.doubtful]
    failed = [_not_probed(one) for one in looks if isinstance(one, _Failed)]
    seen_gaps = [_at_entry(gap, one) for one in done for gap in one.result.gaps]
    modules = [path for one in done for path in _modules(one)]
    known = {comment.place.path for comment in report.comments}
    comments = comments_of(request.cwd, (path for path in (*modules, *_paths(together.findings)) if path not in known))
    return tidied(
        replace(
            report,
            loaded=once((*report.loaded, *modules)),
            comments=(*report.comments, *comments),
            findings=together.findings,
            cleared=together.cleared,
            gaps=once([*report.gaps, *failed, *seen_gaps, *unseen]),
            probes=tuple(map(_summary, done)),
        )
    )


def _modules(look: _Look) -> list[str]:
    """The application's files that the master executed, as reports show them."""
    return [shown(path, look.driven.master.served.plan.base) for path in look.result.modules]


def _paths(findings: Sequence[Finding]) -> list[str]:
    """Files that findings lead through, the server's configuration among them."""
    return [place.path for one in findings for place in (one.place, *(step.place for step in one.trace))]


def _seen(look: _Look, request: CheckRequest, facts: Facts) -> Seen:
    found = seen(look.result, look.driven.deployment, facts, frozenset(_modules(look)))
    alone = Report((), (), found.findings)
    return replace(found, findings=in_characters(alone, request.cwd).findings)


def _summary(look: _Look) -> Probed:
    notes = (*look.driven.notes, *look.result.notes)
    return Probed(str(look.driven.master.entry), look.result.looked, len(look.result.modules), notes)


def _at_entry(gap: Gap, look: _Look) -> Gap:
    """What has no line of its own stands at the entry."""
    return gap if gap.place.line else Gap(Place(look.driven.master.file, 1), gap.what)


def _not_probed(failed: _Failed) -> Gap:
    return Gap(Place(failed.master.file, 1), f"could not be probed: {failed.failure.message.splitlines()[0]}")


def _prober() -> Prober:
    """The real one, imported when something has to be probed."""
    from forklint.probe.probe import probe

    return probe
