"""Rounds that nobody has played."""

from __future__ import annotations

from forklint.model.deployment import Entry
from forklint.model.stress import Answer
from forklint.probe.request import ProbeRequest
from forklint.stress.client import Exchange
from forklint.stress.playing import Played
from forklint.stress.request import Ask, Contender

ASK = Ask("/q")
RIGHT = Answer(200, "tea")
REQUEST = ProbeRequest(Entry("shop"), "/", "/", (), server="gunicorn")
CONTENDERS = (Contender("reference", "", REQUEST, lazily=True), Contender("subject", "", REQUEST))


def played(name: str, *answers: Answer, ask: Ask = ASK, lost: int = 0, failure: str = "") -> Played:
    """What one server did in one round."""
    exchanges = tuple(Exchange(ask, answer, 0.1) for answer in answers)
    return Played(name, exchanges, lost, (f"{name} printed",), failure, preloads=name != "reference")
