"""The experiment for a target: which servers are held against each other, and what explains the difference."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from forklint.check.masters import analyzer, facts_for
from forklint.check.probing import asked, probe
from forklint.check.request import CheckRequest, Notice, ProbeOptions
from forklint.check.serving import Driven, Master, master_of, require_server
from forklint.errors import CouldNotLook, UsageError
from forklint.model.report import Report
from forklint.model.stress import REFERENCE, REPAIRED, SUBJECT, Side, Stressed
from forklint.report.redact import redact_words, secrets_in
from forklint.report.tidy import tidied_failure, tidied_words
from forklint.stress.request import WORKERS, Contender, Load

if TYPE_CHECKING:
    from forklint.knowledge.facts import Facts
    from forklint.probe.request import ProbeRequest

PACKAGE = "urllib3"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is held against what, and under which load."""

    request: CheckRequest
    """Of the subject."""
    options: ProbeOptions
    load: Load
    workers: int = WORKERS
    repaired: CheckRequest | None = None
    """Where the same entry is found with a repair, or another configuration; None for no repair."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What came of it."""

    stressed: Stressed
    report: Report | None = None
    """What a probe of the subject says; None where nothing has to be explained."""
    unexplained: str = ""
    """Why the probe could not look."""


def stressed(
    experiment: Experiment, progress: Progress = lambda done, total: None, notice: Notice = lambda text: None
) -> Stressed:
    """Play all rounds.

    Raises CouldNotLook where there is no client for HTTP or no server, or where the reference shows nothing;
    UsageError where the target does not stand for one master.
    """
    stress = _client()
    contenders = _contenders(experiment)
    secrets = secrets_in(os.environ)
    notice(f"stressing {contenders[0].request.entry} under {contenders[0].request.server}")
    try:
        done = stress(contenders, experiment.load, experiment.workers, progress)
    except CouldNotLook as error:
        raise tidied_failure(error, secrets) from error
    return replace(done, sides=tuple(_tidied(side, secrets) for side in done.sides))


def explained(experiment: Experiment, done: Stressed, notice: Notice = lambda text: None) -> Explained:
    """The findings of a probe of the subject, where that misbehaves."""
    subject = done.side(SUBJECT)
    if subject is None or not subject.misbehaves:
        return Explained(done)
    try:
        options = replace(experiment.options, server=done.server)
        return Explained(done, probe(experiment.request, options, notice=notice))
    except CouldNotLook as error:
        return Explained(done, unexplained=error.message)


def _client() -> Callable[[Sequence[Contender], Load, int, Progress], Stressed]:
    try:
        from forklint.stress.experiment import stress
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != PACKAGE:
            raise
        what = f"requests are sent with {PACKAGE}, which is not installed beside forklint"
        raise CouldNotLook(what, "Install it: pip install 'forklint[stress]'") from error
    return stress


def _contenders(experiment: Experiment) -> list[Contender]:
    require_server(experiment.options)
    facts = facts_for(experiment.request)
    master = _master(experiment.request, facts)
    subject = _started(master, experiment.options, experiment.request)
    found = [
        Contender(REFERENCE, "not preloaded", subject, lazily=True),
        Contender(SUBJECT, _manner(experiment.request, master), subject),
    ]
    if experiment.repaired is not None:
        where = replace(experiment.repaired, targets=(str(master.entry),))
        repaired = _started(_master(where, facts), experiment.options, where)
        found.append(Contender(REPAIRED, _about(experiment), repaired))
    return found


def _manner(request: CheckRequest, master: Master) -> str:
    """How the subject is started, and on whose word."""
    if request.preload:
        return "with --preload"
    return "preloaded, as nothing says otherwise" if master.deployment.assumed else "as deployed"


def _about(experiment: Experiment) -> str:
    """What the repair is called: its folder, or its configuration."""
    assert experiment.repaired is not None  # noqa: S101 - asked for by who knows
    folder, configuration = experiment.repaired.cwd, experiment.repaired.configuration
    moved = folder != experiment.request.cwd
    return folder.name if moved else Path(configuration).name


def _master(request: CheckRequest, facts: Facts) -> Master:
    (target,) = request.targets
    return master_of(target, request, facts, analyzer())


def _started(master: Master, options: ProbeOptions, request: CheckRequest) -> ProbeRequest:
    """Its own server as it is described; where nothing says which, gunicorn."""
    from forklint.stress.servers import SERVERS, handed_on

    deployment = master.deployment
    server = options.server or deployment.server or SERVERS[0]
    if server not in SERVERS:
        raise UsageError(f"{server} does not answer HTTP requests", f"Servers: {', '.join(SERVERS)}.")
    found = asked(Driven(master, deployment, server), options, request)
    return replace(found, arguments=handed_on(deployment, server) + found.arguments)


def _tidied(side: Side, secrets: tuple[str, ...]) -> Side:
    tallies = (
        replace(tally, answer=replace(tally.answer, body=redact_words(tally.answer.body, secrets)))
        for tally in side.tallies
    )
    printed = tuple(tidied_words(line, secrets) for line in side.printed)
    return replace(side, tallies=tuple(tallies), printed=printed)
