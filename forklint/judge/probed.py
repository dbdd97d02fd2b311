"""One probe's observations, judged as the analyzer's are: by the facts, for this server, in this version."""

from __future__ import annotations

from forklint.judge.case import Case
from forklint.judge.clearing import Seen, Spared
from forklint.judge.order import arranged
from forklint.judge.pairing import joined
from forklint.judge.resources import judged, spared
from forklint.knowledge.facts import Facts
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary
from forklint.model.plan import LoadResult
from forklint.model.probe import ProbeResult
from forklint.model.report import Coverage, LoadTime


def seen(result: ProbeResult, deployment: Deployment, facts: Facts, modules: frozenset[str]) -> Seen:
    """Findings, and what is harmless: by what the processes showed, or by what the library does at its next use.

    `modules` are the files that the master loaded, as the report shows them.
    """
    case = _case(result, deployment, facts)
    found = joined(finding for _, finding in judged(case))
    healing = [(observation, spared(case, observation)) for observation in result.observations]
    harmless = [(item.place, item.type_name, item.symbol, item.why) for item in result.harmless]
    harmless += [(one.place, one.type_name, one.symbol, why) for one, why in healing if why]
    return Seen(
        findings=arranged(found),
        harmless=tuple(Spared(*item, _family(item[1], facts)) for item in harmless),
        modules=modules,
        blind=_blind(result, modules),
    )


def _blind(result: ProbeResult, modules: frozenset[str]) -> frozenset[str]:
    """What nobody knows the maker of may have been made anywhere."""
    places = frozenset(gap.place.path for gap in result.gaps)
    return places if all(gap.place.line for gap in result.gaps) else places | modules


def _case(result: ProbeResult, deployment: Deployment, facts: Facts) -> Case:
    """What a probe saw happened, so nothing about preloading is unknown where the server itself decided it."""
    preload = deployment.preload if result.looked.server == "generic" else Ternary.YES
    looked = LoadResult(result.observations, result.gaps, Coverage(), LoadTime((), (), ()), preload=preload)
    return Case(deployment, looked, facts)


def _family(type_name: str, facts: Facts) -> str:
    row = facts.type_named(type_name)
    return row.rule[:3] if row else ""
