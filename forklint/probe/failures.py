"""Failure is a normal outcome: what happened, where in the application, and what to do."""

from __future__ import annotations

import signal
from typing import Any

from forklint.errors import CouldNotLook
from forklint.model.place import Gap, Place
from forklint.probe.places import shown
from forklint.probe.record import Worker
from forklint.probe.request import ProbeRequest
from forklint.probe.stands import Stand, stands
from forklint.probe.supervisor import START_SECONDS, Run

_ADVICE = {
    "ModuleNotFoundError": "Install it for {python}, or name the application's own interpreter with --python.",
    "ImportError": "Start forklint in the folder that the server is started in, in the environment that it has.",
    "KeyError": "Set the variable that the application reads, as its server does.",
    "ImproperlyConfigured": "Set DJANGO_SETTINGS_MODULE and what the settings read, as the server does.",
    "ConnectionRefusedError": "Start the service that the application connects to, or point it to one.",
    "AttributeError": "Check the entry spec: `module:callable` or `module:factory()`.",
}
_IN_GENERAL = "Run it as the server does: same folder, same environment variables, same interpreter (--python)."


def require(request: ProbeRequest, done: Run) -> None:
    """Raise CouldNotLook where no worker came to report."""
    if not (done.record.master and done.record.reported()):
        what, hint = _explained(request, done)
        raise CouldNotLook(what, "\n".join([hint, *_output(done)]))


def gaps(done: Run) -> list[Gap]:
    """Workers that did not report, and descriptors that nobody could look at."""
    found = [Gap(_place_of(done, worker.pid), _missing(worker)) for worker in _silent(done)]
    told = [f"descriptor {number} could not be sent for comparison" for number in done.record.refused]
    return [*found, *(Gap(Place("", 0), text) for text in dict.fromkeys([*done.record.gaps, *told]))]


def notes(request: ProbeRequest, done: Run) -> list[str]:
    """What happened after the look: workers that crashed or hung at their end."""
    told = [_leaving(worker) for worker in done.record.reported()]
    if done.late == "leave":
        where = next(iter(stands(done.diagnosis, request.roots)), None)
        told.append(f"a worker did not end within {request.timeout:g} s{_at(where, request)}")
    return [text for text in told if text]


def _explained(request: ProbeRequest, done: Run) -> tuple[str, str]:
    """The first that applies: what an agent told, a deadline, a death."""
    record = done.record
    failed = next(iter(record.failures), None)
    if failed is not None:
        return _failed(request, failed)
    if done.late:
        return _late(request, done)
    if record.master:
        return _no_worker(request, done)
    return _died(request, done)


def _failed(request: ProbeRequest, failed: dict[str, Any]) -> tuple[str, str]:
    kind, text = failed["type"], " ".join(failed["text"].split())
    where = _innermost(failed, request)
    stage = {"load": "while the application was loaded"}.get(failed["stage"], f"in {failed['stage']}")
    advice = _ADVICE.get(kind.rpartition(".")[2], _IN_GENERAL).format(python=request.python)
    if kind == "SystemExit":
        code = "" if failed["code"] is None else f" with status {failed['code']}"
        return f"the application left through sys.exit{code} {stage}{where}", _IN_GENERAL
    return f"{kind} {stage}{where}: {text}", "\n".join([advice, *_way(request, failed)])


def _innermost(failed: dict[str, Any], request: ProbeRequest) -> str:
    own = [frame for frame in failed["frames"] if frame["application"]]
    return f", at {shown(own[-1]['file'], request.base)}:{own[-1]['line']}" if own else ""


def _way(request: ProbeRequest, failed: dict[str, Any]) -> list[str]:
    """The application's own frames, innermost first."""
    way = [frame for frame in failed["frames"] if frame["application"]][-2::-1]
    return [f"  {shown(frame['file'], request.base)}:{frame['line']} in {frame['function']}" for frame in way]


def _late(request: ProbeRequest, done: Run) -> tuple[str, str]:
    where = _at(next(iter(stands(done.diagnosis, request.roots)), None), request)
    if done.late == "start":
        return f"{request.python} did not start within {START_SECONDS:g} s", "Does `--python` name a working Python?"
    if done.late == "load":
        what = f"{request.entry} was not loaded within {request.load_timeout:g} s{where}"
        return what, "If it needs longer, raise --timeout; if it waits for a service, start that service."
    what = f"no worker was ready within {request.timeout:g} s of the fork{where}"
    return what, "Look at what the worker hooks wait for."


def _no_worker(request: ProbeRequest, done: Run) -> tuple[str, str]:
    ends = [_end(worker.status) for worker in done.record.workers.values() if worker.status is not None]
    how = f": {ends[0]}" if ends else ""
    where = _at(next(iter(stands(done.diagnosis, request.roots)), None), request)
    return f"no worker lived long enough to be looked at{how}{where}", "Look at the hooks that run in a new worker."


def _died(request: ProbeRequest, done: Run) -> tuple[str, str]:
    where = _at(next(iter(stands(done.diagnosis, request.roots)), None), request)
    if not done.record.hello:
        return f"{request.python} ended before the application was loaded: {_exit(done.status)}", _IN_GENERAL
    what = f"the master ended while it loaded {request.entry}: {_exit(done.status)}{where}"
    if done.status == -signal.SIGKILL:
        return what, "Only the system kills a process so: was there enough memory (`dmesg`, the container's limit)?"
    if done.status is not None and done.status < 0:
        return what, "A library's native code crashed: load the application alone with `python -X faulthandler`."
    return what, "Something ends the process (`os._exit`, `exec`, a process that goes into the background)."


def _exit(status: int | None) -> str:
    if status is None:
        return "it closed the line to forklint"
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"


def _end(status: int) -> str:
    """A wait status in words."""
    number = status & 0x7F
    return f"killed by {signal.Signals(number).name}" if number else f"exit status {status >> 8}"


def _leaving(worker: Worker) -> str:
    if worker.status is None or not worker.status & 0x7F:
        return ""
    number = signal.Signals(worker.status & 0x7F)
    if number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        return ""  # what it was asked with
    return f"worker {worker.pid} crashed when it ended ({number.name}): a destructor or exit handler"


def _silent(done: Run) -> list[Worker]:
    return [worker for worker in done.record.workers.values() if not worker.tried]


def _missing(worker: Worker) -> str:
    how = _end(worker.status) if worker.status is not None else "it did not get there in time"
    return f"one worker did not report: {how}"


def _place_of(done: Run, pid: int) -> Place:
    failed = next((failed for failed in done.record.failures if failed["pid"] == pid), None)
    own = [frame for frame in failed["frames"] if frame["application"]] if failed else []
    return Place(own[-1]["file"], own[-1]["line"]) if own else Place("", 0)


def _at(where: Stand | None, request: ProbeRequest) -> str:
    return f"; it stands at {shown(where.file, request.base)}:{where.line} in {where.function}" if where else ""


def _output(done: Run) -> list[str]:
    if not done.output:
        return []
    return ["The last lines that it printed:", *(f"  {line}" for line in done.output)]


