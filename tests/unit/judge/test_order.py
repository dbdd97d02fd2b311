"""One finding per resource, in a stable order."""

from __future__ import annotations

from forklint.judge.order import arranged
from forklint.model.levels import Confidence
from forklint.model.place import Place, Step
from tests.unit.made import finding


def test_sorted_by_place_and_rule() -> None:
    places = [Place("b.py", 1), Place("a.py", 10), Place("a.py", 9, 4), Place("a.py", 9, 0)]
    assert [one.place for one in arranged(finding(place=place) for place in places)] == sorted(places)


def test_several_masters_give_one_finding_the_surest() -> None:
    seen = [finding(confidence=level) for level in (Confidence.LOW, Confidence.HIGH, Confidence.MEDIUM)]
    assert [one.confidence for one in arranged(seen)] == [Confidence.HIGH]


def test_the_shorter_story_wins_where_both_are_as_sure() -> None:
    short = finding(trace=finding().trace[1:])
    assert arranged([finding(), short, finding()]) == (short,)


def test_one_line_that_several_are_made_live_by_is_one_finding() -> None:
    made = [Place("a.py", line) for line in (1, 2, 1)]
    (found,) = arranged(finding(trace=(Step(place, "makes it: Pool()"),)) for place in made)
    assert (found.made_at, found.others) == ((made[0],), (made[1],))


def test_fingerprints_are_told_apart_by_a_number() -> None:
    seen = [finding(place=Place("a.py", line)) for line in (1, 2, 3)]
    assert [one.fingerprint for one in arranged(seen)] == ["f00d", "f00d-2", "f00d-3"]
