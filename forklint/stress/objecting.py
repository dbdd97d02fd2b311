"""Why an experiment shows nothing: the reference itself fails, or does not give the same answer twice."""

from __future__ import annotations

from collections.abc import Sequence

from forklint.errors import CouldNotLook
from forklint.model.stress import REFERENCE, SUBJECT, Answer
from forklint.stress.playing import Played, last_lines
from forklint.stress.request import Ask, Load
from forklint.stress.varying import proposals

_SHOWN = 3
_WIDEST = 120
_LONGER = "Raise --time-limit above --answer-timeout; if it waits for a service, start that service."


def require(rounds: Sequence[Sequence[Played]], load: Load) -> None:
    """Raise CouldNotLook where one never answers, the reference is none, or the last subject does not preload."""
    references = [played for one in rounds for played in one if played.name == REFERENCE]
    for name in dict.fromkeys(played.name for played in rounds[0]):
        _require_answers(name, [played for one in rounds for played in one if played.name == name], load)
    for ask in load.asks:
        answers = [one.answer for played in references for one in played.exchanges if one.ask == ask]
        _require_right(ask, answers, references[-1])
        _require_steady(ask, answers)
    if any(played.name == SUBJECT and not played.preloads and not played.failure for played in rounds[-1]):
        what = "as it is deployed, each worker loads the application itself: there is nothing to compare"
        raise CouldNotLook(what, "To see what would happen if its master did: --preload; for uWSGI, without lazy-apps.")


def _require_answers(name: str, rounds: Sequence[Played], load: Load) -> None:
    """To each request one at least: silence until the time is up is neither right nor wrong."""
    answered = {one.ask for played in rounds for one in played.exchanges}
    silent = next((ask for ask in load.asks if ask not in answered), None)
    if silent is not None and not any(played.failure for played in rounds):
        what = f"{silent}: the {name} had not answered once when the time was up, {load.total_seconds:g} s"
        raise CouldNotLook(what, "\n".join([_LONGER, *last_lines(rounds[-1].printed)]))


def _require_right(ask: Ask, answers: Sequence[Answer], reference: Played) -> None:
    wrong = [one for one in answers if one.trouble or not ask.accepts(one.status)]
    if wrong:
        told = wrong[0].trouble or f"status {wrong[0].status}"
        what = f"{ask}: the reference, which is not preloaded, misbehaves too: {told}, {len(wrong)} of {len(answers)}"
        raise CouldNotLook(what, "\n".join([_advice(wrong[0]), *last_lines(reference.printed)]))


def _advice(answer: Answer) -> str:
    if answer.status == 404:
        return "Name a path that the application has with --path."
    if answer.trouble == "timed out":
        return "Raise --answer-timeout, or lower --concurrency; if it waits for a service, start that service."
    if 400 <= answer.status < 500:
        return "Give what the request needs: --method, --header, --body, or a file with --requests-file."
    return "It has to answer before its preloading can be judged: does it need a service, or settings?"


def _require_steady(ask: Ask, answers: Sequence[Answer]) -> None:
    different = list(dict.fromkeys(answers))
    if len(different) < 2:
        return
    found = proposals([one.body for one in different])
    listed = [f"  {one.status} {_shortened(one.body)}" for one in different[:_SHOWN]]
    listed += ["  ..."] if len(different) > _SHOWN else []
    what = f"{ask}: the reference varies: {len(different)} different answers to {len(answers)} requests"
    raise CouldNotLook(what, "\n".join([*_remedy(found), "Among them:", *listed]))


def _remedy(found: Sequence[str]) -> list[str]:
    if not found:
        return [
            "Choose a request whose answer does not change, or leave out what changes with --ignore REGEX.",
            "Where it should not change: perhaps the configuration file loads the application in the master anyway.",
        ]
    quoted = (expression.replace("'", "'\\''") for expression in found)
    return ["This leaves out what changes:", *(f"  --ignore '{expression}'" for expression in quoted)]


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}..."
