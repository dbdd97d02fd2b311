"""Which findings a comment speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from forklint.model.comment import FORK_SAFE, Comment
from forklint.model.finding import Finding
from forklint.model.place import Place


def speaks_of(comment: Comment, finding: Finding) -> bool:
    """Whether it names the finding's code, and stands where it is found or made."""
    if finding.rule not in comment.codes:
        return False
    places = _on_behalf(finding) if comment.verb == FORK_SAFE else _places(finding)
    return any(_covers(comment, place) for place in places) or _binds(comment, finding)


def _covers(comment: Comment, place: Place) -> bool:
    return place.path == comment.place.path and comment.first <= place.line <= comment.last


def _places(finding: Finding) -> Iterator[Place]:
    """Where it is found, and where its resource was made, and others that it stands for."""
    yield finding.place
    yield from finding.made_at
    yield from finding.others


def unspoken(comments: Sequence[Comment], finding: Finding) -> list[Place]:
    """Where things are made that the finding's line makes live, and of which no comment speaks that speaks of it."""
    whole = (comment.verb == FORK_SAFE or _covers(comment, finding.place) for comment in comments)
    if not finding.others or any(whole):
        return []
    made = (*finding.made_at, *finding.others)
    return [place for place in made if not any(_covers(comment, place) for comment in comments)]


def _on_behalf(finding: Finding) -> Iterator[Place]:
    """The same, its classes, and the calls that led there; what was imported on the way is not made for who imports."""
    yield finding.place
    yield from finding.classes
    for step in reversed(finding.trace):
        if step.imports:
            return
        yield step.place


def _binds(comment: Comment, finding: Finding) -> bool:
    """Whether its statement binds the name that the resource has; a probe may know no line but that of its use."""
    module, _, name = finding.symbol.rpartition(".")
    if name not in comment.binds or not module:
        return False
    path = PurePosixPath(comment.place.path).with_suffix("")
    dotted = ".".join(part for part in path.parts if part != "__init__")
    in_sight = comment.place.path in {finding.place.path, *(step.place.path for step in finding.trace)}
    return in_sight and (dotted == module or dotted.endswith(f".{module}"))
