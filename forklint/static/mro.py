"""Method resolution order: C3 over the program's classes, external bases behind them."""

from __future__ import annotations

from typing import Any

from forklint.static.values import ClassValue


def linearise(cls: ClassValue) -> list[Any]:
    """The class, its program bases in C3 order, then every external base once."""
    parents = [base for base in cls.bases if isinstance(base, ClassValue)]
    sequences = [_program(base) for base in parents]
    merged = [cls, *(_merge([*sequences, parents]) if len(parents) > 1 else sequences[0] if parents else [])]
    externals: list[Any] = []
    for owner in merged:
        for base in owner.bases:
            if not isinstance(base, ClassValue) and base not in externals:
                externals.append(base)
    return [*merged, *externals]


def _program(cls: ClassValue) -> list[ClassValue]:
    return [one for one in cls.mro if isinstance(one, ClassValue)]


def _merge(sequences: list[list[ClassValue]]) -> list[ClassValue]:
    merged: list[ClassValue] = []
    while sequences:
        head = _next_head(sequences)
        merged.append(head)
        sequences = [[one for one in sequence if one is not head] for sequence in sequences]
        sequences = [sequence for sequence in sequences if sequence]
    return merged


def _next_head(sequences: list[list[ClassValue]]) -> ClassValue:
    for sequence in sequences:
        if not any(sequence[0] in other[1:] for other in sequences):
            return sequence[0]
    return sequences[0][0]
