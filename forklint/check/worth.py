"""What preloading is worth, beside what a probe finds: who reads that something must not be preloaded asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from forklint.check.masters import facts_for
from forklint.check.probing import Eyes, asked, masters_of, probe
from forklint.check.request import CheckRequest, Notice, Outcome, ProbeOptions
from forklint.check.serving import GENERIC, Driven, Master
from forklint.errors import CouldNotLook
from forklint.model.place import Gap, Place
from forklint.model.worth import Worth
from forklint.probe.request import ProbeRequest
from forklint.report.redact import secrets_in
from forklint.report.tidy import tidied_failure

Measurer = Callable[[ProbeRequest, int, Notice], Worth]


def weighed(
    request: CheckRequest,
    options: ProbeOptions,
    runs: int,
    eyes: Eyes | None = None,
    notice: Notice = lambda text: None,
    measure: Measurer | None = None,
) -> Outcome:
    """The report of a probe, with what preloading is worth to each master, from this many runs.

    Raises what `probe` raises. Where the application cannot be measured, what the probe found stands, the entry is a
    gap, and the outcome has the failure.
    """
    report, facts = probe(request, options, eyes, notice), facts_for(request)
    outcome = Outcome(report)
    for number, master in enumerate(masters_of(request, options, facts, eyes or Eyes())):
        how = replace(asked(Driven(master, master.deployment, GENERIC), options, request), arguments=())
        try:
            worth = (measure or _measurer())(how, runs, notice)
        except CouldNotLook as error:
            outcome = _without(outcome, master, error)
        else:
            outcome = _with(outcome, number, worth)
    return outcome


def _with(outcome: Outcome, number: int, worth: Worth) -> Outcome:
    probes = list(outcome.report.probes)
    probes[number] = replace(probes[number], worth=worth)
    return replace(outcome, report=replace(outcome.report, probes=tuple(probes)))


def _without(outcome: Outcome, master: Master, error: CouldNotLook) -> Outcome:
    told = tidied_failure(error, secrets_in(os.environ))
    gap = Gap(Place(master.file, 1), told.message.splitlines()[0])
    return Outcome(replace(outcome.report, gaps=(*outcome.report.gaps, gap)), outcome.failure or told)


def _measurer() -> Measurer:
    """The real one, imported when something has to be measured."""
    from forklint.probe.worth import measure

    return measure
