"""The answers of an experiment's servers to one request, side by side."""

from __future__ import annotations

from textwrap import wrap

from forklint.model.stress import Stressed, Tally
from forklint.report.terminal.page import Page
from forklint.report.words import printable

NEVER = "never given by the reference"
NAME, _COUNT = 11, 6
_MOST = 8
"""Different answers of one server to one request that are shown."""
_ROWS = 2
"""Lines that a strange answer may fill."""
_BEFORE = 20
"""Characters of a long body that are shown before the place where it becomes another."""
_KEPT = "\N{NO-BREAK SPACE}"


def draw(page: Page, done: Stressed, ask: str) -> None:
    """Those to one request, side by side; of long ones the stretch where they differ."""
    page.line((ask, "bold"))
    known = next((tally.answer.told for tally in done.sides[0].tallies if tally.ask == ask), "")
    every = (tally for side in done.sides for tally in side.tallies)
    other = next((tally.answer.told for tally in every if tally.ask == ask and tally.strange), known)
    for side in done.sides:
        tallies = [tally for tally in side.tallies if tally.ask == ask]
        for number, tally in enumerate(tallies[:_MOST]):
            _tally(page, tally, "" if number else side.name, known if tally.strange else other)
        if len(tallies) > _MOST:
            page.line(f"{page.signs.more} and {len(tallies) - _MOST} other answers", indent=NAME + _COUNT)
    page.blank()


def _tally(page: Page, tally: Tally, name: str, beside: str) -> None:
    """On one line; a strange answer, of which every word may count, on as many as it takes up to `_ROWS`."""
    start = f"{name:{NAME}}{tally.count:{_COUNT}} {page.signs.times} "
    room = max(page.width - len(start) - 2, 24)
    shown = _shown(tally, beside, room * (_ROWS if tally.strange else 1), page.signs.more)
    remark = f"{page.signs.back} {NEVER}".replace(" ", _KEPT) if tally.strange else ""
    for number, row in enumerate(wrap(f"{shown}  {remark}", room)):
        before = " " * len(start) if number else start
        page.line((before, ""), (row.replace(_KEPT, " "), "bold red" if tally.strange else ""), indent=2)


def _shown(tally: Tally, beside: str, room: int, more: str) -> str:
    answer = tally.answer
    plain = answer.status == 200 and not answer.trouble
    parts = [str(answer.status) if answer.status and not plain else "", answer.trouble]
    head = " ".join(filter(None, parts))
    return f"{head} {excerpt(answer.told, beside, room - len(head) - 1, more)}".strip() or "an empty body"


def excerpt(body: str, beside: str, room: int, more: str) -> str:
    """One line of a body; of a long one the stretch where it differs from another."""
    if body != beside and len(body) > room:
        pairs = enumerate(zip(body, beside, strict=False))
        same = next((place for place, (one, other) in pairs if one != other), min(len(body), len(beside)))
        body = more + body[same - _BEFORE :] if same > _BEFORE else body
    text = printable(" ".join(body.split()))
    return text if len(text) <= room else text[: max(room - len(more), 0)] + more
