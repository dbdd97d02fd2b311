"""What preloading is worth, in words: only what the figures say, and only what stands out from their spread."""

from __future__ import annotations

from collections.abc import Iterator

from forklint.model.worth import Memory, Spread, Way, Worth

UNKNOWN = "Memory was not measured: that takes Linux and its /proc/PID/smaps_rollup."
_MB = 1_000_000


def conclusion(worth: Worth) -> str:
    """What preloading saves per worker, and what a garbage collection in a worker does to that."""
    return " ".join([*_saved(worth.late, worth.preloaded), *_collected(worth.preloaded, worth.frozen)])


def number(value: float, spread: Spread) -> str:
    """With as many digits as the median of its spread deserves."""
    size = abs(spread.median)
    return f"{value:.{0 if size >= 100 else 1 if size >= 10 else 2}f}"


def scaled(spread: Spread, factor: float) -> Spread:
    """The same in another unit."""
    return Spread(spread.median * factor, spread.least * factor, spread.most * factor)


def megabytes(spread: Spread) -> Spread:
    """Millions of bytes."""
    return scaled(spread, 1 / _MB)


def _saved(late: Way, early: Way) -> Iterator[str]:
    """Differences that stand out, in one sentence; one more for each that does not."""
    found = {"boot time": (late.boot, early.boot)}
    if late.memory is not None and early.memory is not None:
        found = {"memory": (late.memory.own, early.memory.own), **found}
    saved = [
        f"about {_said(what, more.median - less.median)} of {what} per worker (of {_said(what, more.median)})"
        for what, (more, less) in found.items()
        if more.above(less)
    ]
    if saved:
        yield f"Preloading saves {' and '.join(saved)}."
    for what, (more, less) in found.items():
        if not more.above(less):
            yield f"Preloading saves no {what} that stands out from the spread of the runs."
    if late.memory is None:
        yield UNKNOWN


def _collected(early: Way, frozen: Way) -> Iterator[str]:
    if early.memory is None or frozen.memory is None:
        return
    if not early.memory.collected.above(early.memory.own):
        yield "A full garbage collection in a worker unshares nothing that stands out."
    else:
        kept = _kept(early.memory, frozen.memory)
        yield f"A full garbage collection in a worker unshares {_taken(early.memory)}; {kept}."


def _kept(early: Memory, frozen: Memory) -> str:
    how = "with `gc.freeze()` in the master before the fork"
    return f"{how}, {_taken(frozen)}" if early.unshared.above(frozen.unshared) else f"{how}, no less that stands out"


def _taken(memory: Memory) -> str:
    return _said("memory", max(0.0, memory.unshared.median))


def _said(what: str, value: float) -> str:
    if what == "memory":
        return f"{_rounded(value / _MB)} MB"
    return f"{value:.2f} s" if value >= 1 else f"{_rounded(value * 1000)} ms"


def _rounded(value: float) -> str:
    return f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"
