"""What a probe that looked did not see, and what happened afterwards: gaps and notes."""

from __future__ import annotations

import signal
from collections.abc import Iterator

from forklint.model.place import Gap, Place
from forklint.probe.failures import ended
from forklint.probe.places import shown
from forklint.probe.record import Worker
from forklint.probe.request import ProbeRequest
from forklint.probe.run import Run
from forklint.probe.whereabouts import Whereabouts, signal_name

CUT = "the application has more objects than were looked at: locks and generators far down may have been missed"
_ASKED_WITH = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def gaps(request: ProbeRequest, done: Run) -> list[Gap]:
    """Workers that did not report, and descriptors that nobody could look at."""
    where = Whereabouts(request, done)
    found = [_silent(worker, done, where) for worker in done.record.workers.values() if not worker.tried]
    found += [Gap(Place("", 0), text) for text in dict.fromkeys([*done.record.gaps, *_refused(done)])]
    return [Gap(Place(shown(gap.place.path, request.base), gap.place.line), gap.what) for gap in found]


def notes(request: ProbeRequest, done: Run) -> list[str]:
    """What happened around the look, and what stays."""
    where = Whereabouts(request, done)
    told = [text for worker in done.record.reported() if (text := _leaving(worker, where))]
    if any(worker.seen["cut"] for worker in done.record.reported()):
        told.append(CUT)
    if done.late == "leave":
        told += [_hanging(worker, request, where) for worker in done.record.reported() if worker.status is None][:1]
    told += _dropped(request, done)
    if done.left:
        told.append(f"processes that could not be ended: {', '.join(map(str, done.left))}")
    return told


def _silent(worker: Worker, done: Run, where: Whereabouts) -> Gap:
    failed = next((failed for failed in done.record.failures if failed["pid"] == worker.pid), None)
    if failed is not None:
        own = [frame for frame in failed["frames"] if frame["application"]]
        place = Place(own[-1]["file"], own[-1]["line"]) if own else Place("", 0)
        return Gap(place, f"one worker did not report: {failed['type']} in {failed['stage']}")
    if worker.status is not None:
        how = f"{ended(worker.status)}{where.of_death(worker.pid)}"
    else:
        how = f"it did not get there in time{where.of_hang(worker.pid)}"
    stage = f" ({worker.stage})" if worker.stage else ""
    return Gap(where.place(worker.pid), f"one worker did not report{stage}: {how}")


def _refused(done: Run) -> Iterator[str]:
    for number in done.record.refused:
        yield f"descriptor {number} could not be sent for comparison"


def _leaving(worker: Worker, where: Whereabouts) -> str:
    number = (worker.status or 0) & 0x7F
    if not number or number in _ASKED_WITH:
        return ""
    at = where.of_death(worker.pid)
    return f"a worker crashed when it ended ({signal_name(number)}{at}): a destructor or exit handler"


def _hanging(worker: Worker, request: ProbeRequest, where: Whereabouts) -> str:
    return f"a worker did not end within {request.timeout:g} s{where.of_hang(worker.pid)}"


def _dropped(request: ProbeRequest, done: Run) -> list[str]:
    """What functions registered with `os.register_at_fork` raised, each once: they run in every process."""
    told: dict[str, None] = {}
    for dropped in done.record.dropped:
        file, _, line = (dropped["place"] or [""])[0].rpartition(":")
        at = f" at {shown(file, request.base)}:{line}" if file else ""
        what = f"{dropped['type']}{at}: {' '.join(dropped['text'].split())}"
        told[f"a function registered with os.register_at_fork raises {what}; Python prints that and goes on"] = None
    return list(told)
