"""Which answers stand out: those that the reference never gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from forklint.model.stress import REFERENCE, Answer, Latency, Side, Tally
from forklint.stress.client import Exchange
from forklint.stress.playing import Played
from forklint.stress.request import Ask, Contender, Load

Key = tuple[Ask, Answer]


def sides(contenders: Sequence[Contender], rounds: Sequence[Sequence[Played]], load: Load) -> tuple[Side, ...]:
    """Each contender over all rounds, held against the first, the reference."""
    known = set(_counted(_of(REFERENCE, rounds)))
    steady = not any(played.lost for played in _of(REFERENCE, rounds))
    return tuple(_side(contender, _of(contender.name, rounds), known, steady, load) for contender in contenders)


def _of(name: str, rounds: Sequence[Sequence[Played]]) -> list[Played]:
    return [played for one in rounds for played in one if played.name == name]


def _side(contender: Contender, rounds: list[Played], known: set[Key], steady: bool, load: Load) -> Side:
    counted = _counted(rounds)
    return Side(
        name=contender.name,
        about=contender.about,
        tallies=tuple(_tally(key, count, known) for key, count in _ordered(counted, load)),
        ended=sum(played.lost for played in rounds) if steady else 0,
        latency=_latency(exchange for played in rounds for exchange in played.exchanges),
        strange_rounds=sum(bool(set(_counted([played])) - known) for played in rounds),
        failure=next((played.failure for played in rounds if played.failure), ""),
        printed=next((played.printed for played in rounds if _fails(played, known, steady)), ()),
    )


def _fails(played: Played, known: set[Key], steady: bool) -> bool:
    """Loudly, and otherwise than the reference ever did."""
    failed = (one.answer.failed and (one.ask, one.answer) not in known for one in played.exchanges)
    return bool(played.failure or (steady and played.lost)) or any(failed)


def _counted(rounds: Iterable[Played]) -> Counter[Key]:
    return Counter((one.ask, one.answer) for played in rounds for one in played.exchanges)


def _ordered(counted: Counter[Key], load: Load) -> list[tuple[Key, int]]:
    """Request by request, the most frequent answer first."""
    return sorted(counted.items(), key=lambda item: (load.asks.index(item[0][0]), -item[1]))


def _tally(key: Key, count: int, known: set[Key]) -> Tally:
    ask, answer = key
    return Tally(str(ask), answer, count, strange=key not in known)


def _latency(exchanges: Iterable[Exchange]) -> Latency | None:
    """Of what was answered at all."""
    seconds = sorted(one.seconds for one in exchanges if one.answer.status)
    if not seconds:
        return None
    return Latency(median(seconds), seconds[int(0.95 * (len(seconds) - 1))], seconds[-1])
