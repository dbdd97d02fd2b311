"""How often does the incident show, and does each repair hold? `forklint stress` on the shops, with a real MariaDB.

    python -m tests.stress.incident [--runs 20] [--requests 10000] [--print]

Writes the table of docs/stress.md; `--print` only shows it. Exit status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import page
from tests.services import launch
from tests.stress.running import FIXTURES, PAGE, Outcome, address_of, stress

RUNS, REQUESTS = 20, 10_000
ROUNDS, OF = 5, 50
ENOUGH = 0.9
"""Of the runs of the pooled shop."""
OF_TWIN = 200
"""Requests in a round: what a worker inherits shows in its first answers, so rounds count more than requests."""
TWINS = ("shop_post_fork", "shop_lazy", "shop_disposed")
SECONDS = 3600.0
Environment = dict[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """What was to be shown, and what came of it."""

    what: str
    measured: str
    target: str
    met: bool


def pooled(runs: int, environment: Environment) -> Claim:
    """The eager pool."""
    sent = ("--rounds", str(ROUNDS), "--requests", str(OF))
    strange = [_strange(_stress("shop", *sent, environment=environment)) for _ in range(runs)]
    wrong, needed = sum(map(bool, strange)), round(ENOUGH * runs)
    what = f"`shop`, {ROUNDS} rounds of {OF}: runs with a wrong or failed answer"
    return Claim(what, f"{wrong} of {runs} ({sum(strange)} answers)", f"at least {needed}", wrong >= needed)


def popular(environment: Environment) -> Claim:
    """The repair that is none."""
    sent = ("--rounds", str(ROUNDS), "--requests", str(OF))
    strange = _strange(_stress("shop_pre_ping", *sent, environment=environment))
    what = f"`shop_pre_ping`, {ROUNDS} rounds of {OF}: wrong or failed answers"
    return Claim(what, str(strange), "at least 1", strange >= 1)


def twin(name: str, requests: int, environment: Environment) -> Claim:
    """One that is repaired: wrong answers of its preloaded server, and workers that it lost."""
    rounds = -(-requests // OF_TWIN)
    sent = ("--rounds", str(rounds), "--requests", str(OF_TWIN), "--time-limit", f"{SECONDS:g}")
    outcome = _stress(name, *sent, environment=environment)
    side = outcome.side("subject")
    strange, given = _strange(outcome), sum(one["count"] for one in side["answers"])
    what = f"`{name}`, {rounds} rounds of {OF_TWIN}: wrong or failed answers"
    met = outcome.status == 0 and not strange and given >= requests
    return Claim(what, f"{strange} of {given:,}", "0", met)


def _strange(outcome: Outcome) -> int:
    side = outcome.side("subject")
    return int(side["strange"]) + int(side["workers_ended"])


def _stress(name: str, *words: str, environment: Environment) -> Outcome:
    asked = ("--path", "/q", "--no-probe", *words)
    outcome = stress(FIXTURES / name, "shop.app:app", *asked, environment=environment, seconds=SECONDS)
    if outcome.status not in (0, 1):
        raise RuntimeError(f"{name}: {outcome.errors}")
    return outcome


def claims(runs: int, requests: int) -> Iterator[Claim]:
    """All of them, with a MariaDB that is theirs."""
    with launch.running("mariadb") as service:
        environment = address_of(service)
        yield pooled(runs, environment)
        yield popular(environment)
        for name in TWINS:
            yield twin(name, requests, environment)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--print", action="store_true", dest="only_print")
    options = parser.parse_args()
    every = list(claims(options.runs, options.requests))
    rows = [(one.what, one.measured, one.target, "met" if one.met else "missed") for one in every]
    text = f"{page.table(('claim', 'measured', 'target', ''), rows)}\n\n{page.machine()}"
    print(text)
    if not options.only_print:
        page.put("incident", text, PAGE)
    return 0 if all(one.met for one in every) else 1


if __name__ == "__main__":
    sys.exit(main())
