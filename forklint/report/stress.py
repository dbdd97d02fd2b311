"""The result of an experiment as JSON: `docs/stress.md` lists the keys."""

from __future__ import annotations

from typing import Any

from forklint import __version__
from forklint.model.report import Report
from forklint.model.stress import Side, Stressed, Tally
from forklint.report import plain
from forklint.report.json import document as report_document

VERSION = 1


def document(done: Stressed, report: Report | None, unexplained: str) -> str:
    """One object, indented; `findings` are a probe's, null where none looked."""
    told = {
        "version": VERSION,
        "tool": {"name": "forklint", "version": __version__},
        "entry": done.entry,
        "server": {"name": done.server, "version": done.version, "workers": done.workers},
        "requests": done.requests,
        "concurrency": done.concurrency,
        "rounds": done.rounds,
        "seconds": done.seconds,
        "stopped": done.stopped,
        "misbehaves": done.misbehaves,
        "sides": [_side(side) for side in done.sides],
        "findings": report_document(report)["findings"] if report else None,
        "unexplained": unexplained,
    }
    return plain.text(told)


def _side(side: Side) -> dict[str, Any]:
    latency = side.latency
    return {
        "name": side.name,
        "about": side.about,
        "misbehaves": side.misbehaves,
        "strange": side.strange,
        "strange_rounds": side.strange_rounds,
        "workers_ended": side.ended,
        "failure": side.failure,
        "printed": list(side.printed),
        "answers": [_answer(tally) for tally in side.tallies],
        "latency": {"median": latency.median, "p95": latency.most_of_all, "max": latency.longest} if latency else None,
    }


def _answer(tally: Tally) -> dict[str, Any]:
    answer = tally.answer
    return {
        "request": tally.ask,
        "count": tally.count,
        "status": answer.status or None,
        "body": answer.told,
        "trouble": answer.trouble,
        "strange": tally.strange,
    }
