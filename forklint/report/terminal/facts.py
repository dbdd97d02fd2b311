"""What forklint believes about a library, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from forklint.knowledge.belief import Belief, Library, Renewal
from forklint.knowledge.evidence import Evidence
from forklint.report.terminal.page import Page

_STATES = {
    "dormant": "opens nothing yet (dormant)",
    "live": "is live at once",
    "harmless": "holds nothing that a fork breaks (harmless)",
}
_MOST = 8
_LABEL = len("renews itself")
Pair = tuple[str, str]


def write(libraries: Iterable[Library], stream: TextIO, cwd: Path) -> None:
    """One after the other; paths are shown as seen from `cwd`."""
    page = Page(stream, None)
    for number, library in enumerate(libraries):
        if number:
            page.blank()
        _library(page, library, cwd)


def _library(page: Page, library: Library, cwd: Path) -> None:
    page.line((library.distribution, "bold"))
    file = library.file.removeprefix(f"{cwd}/")
    _pairs(page, [("imported as", ", ".join(library.modules)), ("facts", file)])
    for belief in library.resources:
        page.blank()
        page.line((belief.name, "bold"), f"  ({belief.kind})")
        _pairs(page, rows(belief))
    for row in library.rows:
        page.blank()
        page.line((row.name, "bold"), f"  ([[{row.table}]], no resource by itself)")
        _pairs(page, ((key, _value(value)) for key, value in row.keys.items()))
    if not library.resources and not library.rows:
        page.blank()
        page.prose("Nothing that it makes is harmed by a fork, as far as forklint knows.")
    if library.others and not library.rows:
        page.blank()
        page.prose(f"also known: {_some(library.others)}")


def _pairs(page: Page, pairs: Iterable[Pair]) -> None:
    page.pairs([(label.ljust(_LABEL), text) for label, text in pairs], indent=2)


def rows(belief: Belief) -> Iterator[Pair]:
    """(label, text) of everything that is believed; a label that is empty goes on with the one before."""
    yield from _listed("also", belief.aliases)
    yield from _listed("made by", belief.made_by)
    yield from _all("when made", [_STATES[belief.state], *belief.otherwise])
    if belief.versions:
        yield "versions", f"a resource in {belief.versions} only"
    yield from _listed("made live by", belief.made_live_by)
    yield from _listed("released by", belief.released_by)
    yield from _listed("renewed by", tuple(f"{call} in the worker" for call in belief.renewed_by))
    yield "after a fork", _one_line(belief.in_workers)
    yield from _all("renews itself", list(map(_renewal, belief.renews_itself)))
    yield "remedy", _one_line(belief.remedy)
    yield from _all("not in worker", list(belief.not_in_worker))
    yield from _all("no help", [f"`{wrong.argument}`: {wrong.why}" for wrong in belief.no_help])
    yield "judged by", f"{belief.rule} {belief.rule_name} ({belief.severity.value})"
    yield "source", belief.source
    yield from _all("proof", list(_proof(belief.proof)))


def _renewal(one: Renewal) -> str:
    since = "in every version" if one.since == "0" else f"since {one.since}"
    released = f" ({one.released})" if one.released and one.since != "0" else ""
    under = f"works under {_and(one.works_under)}" if one.works_under else "works under no server"
    elsewhere = f", not under {_and(one.not_under)}" if one.works_under and one.not_under else ""
    note = f"; {one.note}" if one.note else ""
    return f"{since}{released}: {one.how}; {under}{elsewhere}{note}"


def _proof(proof: Evidence | None) -> Iterator[str]:
    if proof is None:
        yield "unproven: it rests on its source"
        return
    of = f"Python {proof.python}" if proof.distribution == "python" else f"{proof.version} on Python {proof.python}"
    yield f"{of}, {proof.date}: {_score(proof)}"
    yield from (
        f"{'ok' if claim.holds else 'NOT SEEN'}: {claim.text} ({_one_line(claim.seen)})" for claim in proof.claims
    )


def _score(proof: Evidence) -> str:
    missing = sum(not claim.holds for claim in proof.claims)
    return (
        f"{missing} of {len(proof.claims)} claims were not seen" if missing else f"all {len(proof.claims)} claims seen"
    )


def _listed(label: str, names: tuple[str, ...]) -> Iterator[Pair]:
    if names:
        yield label, _some(names)


def _some(names: tuple[str, ...]) -> str:
    """The first of them: some have thirty."""
    more = f", and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _all(label: str, lines: list[str]) -> Iterator[Pair]:
    """Each on a line of its own, the label before the first."""
    yield from ((label if not number else "", line) for number, line in enumerate(lines))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_value(item)}" for key, item in value.items())
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
