"""What a facts row claims, and whether an experiment showed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forklint.judge.healing import renews
from forklint.knowledge.schema import TypeFact
from forklint.knowledge.servers import mechanisms
from forklint.knowledge.versions import within
from forklint.model.levels import Ternary
from forklint.model.resource import Kind
from forklint.model.words import plural
from forklint.proofs.recipe import Experiment
from forklint.proofs.stages import Opened, Outcome, Shown

Run = Callable[[str], Shown]
"""Runs a stage."""
TRIES = 8
"""Fresh masters that a collision is given to show itself: it is a race."""
UNSEEN = (Kind.LOCK, Kind.RANDOM, Kind.IDENTITY, Kind.SIGNAL, Kind.DEVICE)
"""Kinds that open nothing."""
ALIKE = (*UNSEEN, Kind.DATABASE, Kind.FILE, Kind.NATIVE_THREADS)
"""Kinds whose renewal is not seen from outside: a file that is opened anew looks like the inherited one, and work that
was spread over threads may go on without them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, held against what was seen."""

    text: str
    seen: str
    holds: bool


def claims(row: TypeFact, experiment: Experiment, version: str, run: Run) -> Iterator[Claim]:
    """All claims of a row that its experiment speaks of, each shown by fresh processes.

    The first is that its calls are answered where nothing is forked: what fails there would prove nothing elsewhere.
    """
    if "work" in experiment.steps:
        alone = run("alone")
        yield Claim("answers where nothing is forked", _said_alone(alone), _is_right(alone))
    used = run("used")
    if row.kind not in UNSEEN and not experiment.unseen:
        yield from _states(row, experiment, used)
    if _state(row, experiment) == "harmless":
        yield Claim("is harmless", _said(used), _is_right(used))
    elif row.versions and within(version, row.versions) is Ternary.NO:
        yield Claim(f"is harmless outside `{row.versions}`", _said(used), _is_right(used))
    elif renews(row, version, mechanisms("")) is Ternary.YES:
        ways = " and ".join(dict.fromkeys(healing.mechanism.value for healing in row.heals))
        renewed = row.kind in ALIKE or all(worker.renewed for worker in used.workers)
        yield Claim(f"renews itself in a worker ({ways})", _said(used), _is_right(used) and renewed)
    else:
        yield _breaks(experiment, "used", "breaks in workers", used, run)
    if "release" in experiment.steps:
        yield _released(run("released"))
    for name, about in experiment.variants.items():
        yield _variant(experiment, name, about, run)


def _states(row: TypeFact, experiment: Experiment, used: Shown) -> Iterator[Claim]:
    loaded, built = used.opened["import"], _new(used, "build", "import")
    state = _state(row, experiment)
    if state == "live":
        yield Claim("is live once it is made", _listed(built), bool(built))
    elif state == "dormant":
        yield Claim("opens nothing while it is made", _listed(built), not built)
        if "use" in experiment.steps:
            opened = _new(used, "use", "build")
            yield Claim("is live once it is used", _listed(opened), bool(opened))
    if loaded:
        yield Claim("importing it opens something", _listed(loaded), holds=True)


def _state(row: TypeFact, experiment: Experiment) -> str:
    return experiment.state or row.state


def _new(shown: Shown, step: str, since: str) -> Opened:
    """What a step added."""
    now, before = shown.opened[step], shown.opened[since]
    return Opened(_without(now.descriptors, before.descriptors), _without(now.threads, before.threads))


def _without(names: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    left = list(names)
    for name in known:
        if name in left:
            left.remove(name)
    return tuple(left)


def _released(shown: Shown) -> Claim:
    left = _new(shown, "release", "import")
    return Claim("leaves nothing open once it is released", _listed(left), not left)


def _variant(experiment: Experiment, name: str, about: str, run: Run) -> Claim:
    shown = run(name)
    if name.startswith("no_help_"):
        return _breaks(experiment, name, f"does not help: {about}", shown, run)
    own = all(worker.renewed or not worker.connections for worker in shown.workers)
    return Claim(f"helps: {about}", _said(shown), _is_right(shown) and own)


def _breaks(experiment: Experiment, name: str, text: str, first: Shown, run: Run) -> Claim:
    """A collision is a race: some fresh masters are tried before it counts as not seen."""
    shown, tries = first, 1
    while not _misbehaves(shown) and "work" in experiment.steps and tries < TRIES:
        shown, tries = run(name), tries + 1
    shares = any((worker.connections or worker.lost) and not worker.renewed for worker in shown.workers)
    return Claim(text, _said(shown), _misbehaves(shown) or shares)


def _misbehaves(shown: Shown) -> bool:
    return any(one.outcome != "right" or one.exit == "hangs" for one in _everybody(shown))


def _is_right(shown: Shown) -> bool:
    return all(one.outcome == "right" and one.exit in ("", "status 0") for one in _everybody(shown))


def _everybody(shown: Shown) -> tuple[Outcome, ...]:
    return (*shown.workers, *([shown.master] if shown.master else []))


def _said(shown: Shown) -> str:
    """What the workers, and then the master, got."""
    workers = dict.fromkeys(map(_words, shown.workers))
    told = f"in the workers: {'; '.join(workers)}"
    master = shown.master
    return told if master is None or master.outcome == "right" else f"{told}; then in the master: {_words(master)}"


def _said_alone(shown: Shown) -> str:
    return "; ".join(map(_words, shown.workers))


def _words(one: Outcome) -> str:
    told = [f"{one.outcome} ({one.detail})" if one.detail else one.outcome]
    told += [f"{plural(one.connections, 'connection')} of the master's still open"] if one.connections else []
    told += [f"{plural(one.lost, 'thread')} of the master's missing"] if one.lost and not one.renewed else []
    badly = one.exit not in ("", "status 0") and one.outcome not in ("hangs", "died")
    told += [f"at its end: {one.exit}"] if badly else []
    return ", ".join(told)


def _listed(opened: Opened) -> str:
    kinds = [f"{opened.descriptors.count(name)} {name}" for name in dict.fromkeys(opened.descriptors)]
    threads = [f"{plural(len(opened.threads), 'thread')} ({', '.join(list(dict.fromkeys(opened.threads))[:3])})"]
    return ", ".join(kinds + (threads if opened.threads else [])) or "nothing opened"
