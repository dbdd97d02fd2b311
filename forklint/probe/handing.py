"""What a pool would hand out next in each worker: asked without sending a byte."""

from __future__ import annotations

from typing import Any

from forklint.probe.owners import Owner
from forklint.probe.record import Worker
from forklint.probe.sharing import Shared

Answers = list[dict[str, Any]]
"""One answer a worker: `path`, `noticed` (the library was given the chance to see the fork), `idle` (descriptors)."""


def asked(owner: Owner | None, workers: list[Worker]) -> Answers:
    """The answers for an owner or what it holds; empty unless every worker has one."""
    if owner is None or not owner.fact:
        return []
    found = [_answer(owner, worker) for worker in workers]
    answers = [answer for answer in found if answer is not None]
    return answers if len(answers) == len(found) else []


def renewed(shared: Shared, answers: Answers) -> str:
    """Why it is harmless, where every worker's library has noticed the fork and let go of what it inherited."""
    let_go = not any(_hands_out(shared, answer) or _numbers(shared) & answer["held"] for answer in answers)
    return "the library noticed the fork and renewed it in every worker" if all_noticed(answers) and let_go else ""


def all_noticed(answers: Answers) -> bool:
    """Whether the library was given the chance to see the fork, in every worker: then what it still holds is proven."""
    return bool(answers) and all(answer["noticed"] for answer in answers)


def collision(shared: Shared, answers: Answers) -> str:
    """One session that two workers would be handed: the proof of the incident; empty where there is none."""
    handing = [answer for answer in answers if _hands_out(shared, answer)]
    if len(handing) < 2:
        return ""
    session = f"{shared.nature.name} (descriptor {shared.number})".strip()
    return f"collision: `{handing[0]['path']}` hands out the same session to {len(handing)} workers: {session}"


def _answer(owner: Owner, worker: Worker) -> dict[str, Any] | None:
    """Of the owner itself, else of what it holds: an engine's pool."""
    of_it = [answer for answer in worker.tried["notice"] if _belongs(answer["path"], owner.path)]
    found = min(of_it, key=lambda answer: len(answer["path"]), default=None)
    return {**found, "held": set(worker.tried["held"])} if found is not None else None


def _belongs(path: str, owner: str) -> bool:
    return path == owner or path.startswith((f"{owner}.", f"{owner}["))


def _hands_out(shared: Shared, answer: dict[str, Any]) -> bool:
    return bool(_numbers(shared).intersection(answer["idle"]))


def _numbers(shared: Shared) -> set[int]:
    return {shared.number, *shared.numbers}
