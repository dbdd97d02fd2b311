"""`match` patterns: whether they match, three-valued, and what they bind."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import class_attribute
from forklint.static.names import bind
from forklint.static.truth import equal
from forklint.static.values import UNKNOWN, ClassValue, External, Instance, Mapping, Sequence, constant

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Verdict = bool | None


def matches(it: Interpreter, frame: Frame, pattern: ast.pattern, subject: Any) -> Verdict:
    """Whether a pattern matches a value; names that it captures are bound in passing."""
    if isinstance(pattern, ast.MatchAs):
        verdict = True if pattern.pattern is None else matches(it, frame, pattern.pattern, subject)
        if pattern.name:
            bind(it, frame, pattern.name, subject, pattern)
        return verdict
    if isinstance(pattern, ast.MatchOr):
        return _any(matches(it, frame, one, subject) for one in pattern.patterns)
    if isinstance(pattern, ast.MatchValue):
        return _equal(it.eval(frame, pattern.value), subject)
    if isinstance(pattern, ast.MatchSingleton):
        return subject is pattern.value if constant(subject) else (None if isinstance(subject, External) else False)
    if isinstance(pattern, ast.MatchClass):
        return _of_class(it, frame, pattern, subject)
    if isinstance(pattern, ast.MatchSequence):
        return _of_sequence(it, frame, pattern, subject)
    if isinstance(pattern, ast.MatchMapping):
        return _of_mapping(it, frame, pattern, subject)
    return None


def _any(verdicts: Any) -> Verdict:
    seen = list(verdicts)
    return True if True in seen else (None if None in seen else False)


def _all(verdicts: list[Verdict]) -> Verdict:
    return False if False in verdicts else (None if None in verdicts else True)


def _equal(value: Any, subject: Any) -> Verdict:
    return equal(value, subject)


def _of_class(it: Interpreter, frame: Frame, pattern: ast.MatchClass, subject: Any) -> Verdict:
    """`case Point(x, y=0)`: positions are named by `__match_args__`."""
    cls = it.eval(frame, pattern.cls)
    verdict = it.models.is_a(subject, cls)
    names = [*_positions(cls, len(pattern.patterns)), *pattern.kwd_attrs]
    verdicts = [verdict]
    for name, inner in zip(names, [*pattern.patterns, *pattern.kwd_patterns], strict=True):
        known = isinstance(subject, Instance) and verdict and name
        verdicts.append(matches(it, frame, inner, it.get(frame, subject, name, inner) if known else UNKNOWN))
    return _all(verdicts)


def _positions(cls: Any, count: int) -> list[str]:
    """The attributes that positional patterns look at; empty names where nobody knows."""
    found = None
    for name in ("__match_args__", "_fields"):
        found = found or (class_attribute(cls, name) if isinstance(cls, ClassValue) else None)
    names = [name for name in found.items if isinstance(name, str)] if isinstance(found, Sequence) else []
    return [*names, *[""] * count][:count]


def _of_sequence(it: Interpreter, frame: Frame, pattern: ast.MatchSequence, subject: Any) -> Verdict:
    star = any(isinstance(inner, ast.MatchStar) for inner in pattern.patterns)
    known = isinstance(subject, Sequence) and subject.rest is None
    if known and not star and len(subject.items) != len(pattern.patterns):
        return False
    verdicts: list[Verdict] = [None if not known or star else True]
    for index, inner in enumerate(pattern.patterns):
        if isinstance(inner, ast.MatchStar):
            if inner.name:
                bind(it, frame, inner.name, Sequence("list", [], UNKNOWN), inner)
            continue
        verdicts.append(matches(it, frame, inner, subject.items[index] if known and not star else UNKNOWN))
    return _all(verdicts)


def _of_mapping(it: Interpreter, frame: Frame, pattern: ast.MatchMapping, subject: Any) -> Verdict:
    verdicts: list[Verdict] = [True if isinstance(subject, Mapping) else None]
    for key_node, inner in zip(pattern.keys, pattern.patterns, strict=True):
        key = it.eval(frame, key_node)
        known = isinstance(subject, Mapping) and constant(key) and key in subject.items
        if isinstance(subject, Mapping) and not known and subject.rest is None:
            return False
        verdicts.append(matches(it, frame, inner, subject.items[key] if known else UNKNOWN))
    return _all(verdicts)
