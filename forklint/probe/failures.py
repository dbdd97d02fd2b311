"""Failure is a normal outcome: what happened, where in the application, and what to do."""

from __future__ import annotations

import signal
from typing import Any

from forklint.errors import CouldNotLook
from forklint.probe.advice import IN_GENERAL, advice
from forklint.probe.interpreter import objection
from forklint.probe.request import ProbeRequest
from forklint.probe.run import Run
from forklint.probe.supervised import START_SECONDS
from forklint.probe.whereabouts import Whereabouts, called, signal_name

NAME_PYTHON = "--python takes the path of the Python that the application runs on, such as .venv/bin/python."
MORE_LINES = 8
"""Of an exception's text, after the first."""
IN_WORKERS = "Look at what runs in a new worker: server hooks, functions registered with os.register_at_fork."
BEFORE_FORK = "Look at what runs before the fork: server hooks, functions registered with os.register_at_fork."
LONGER = "If it needs longer, raise --timeout; if it waits for a service, start that service."
Explained = tuple[str, str]
"""What happened, and what to do."""


def require(request: ProbeRequest, done: Run) -> None:
    """Raise CouldNotLook where no worker came to report."""
    if not done.looked:
        what, hint = _explained(request, done, Whereabouts(request, done))
        raise CouldNotLook(what, "\n".join([hint, *_output(done)]))


def _explained(request: ProbeRequest, done: Run, where: Whereabouts) -> Explained:
    """The first that applies: what an agent told, a deadline, a death."""
    record = done.record
    failed = next(iter(record.failures), None)
    if failed is not None:
        return _failed(request, failed, where)
    if done.late:
        return _late(request, done, where)
    workers = record.workers.values()
    if record.master and (done.status is None or (workers and all(one.status is not None for one in workers))):
        return _no_worker(done, where)
    return _died(request, done, where)


def _failed(request: ProbeRequest, failed: dict[str, Any], where: Whereabouts) -> Explained:
    kind, text = failed["type"], failed["text"].strip()
    stages = {"load": f"while {request.entry} was loaded", "fork": "when the master forked"}
    stage = stages.get(failed["stage"], f"in {failed['stage']}")
    line = where.innermost(failed)
    at = f", at {line}" if line else ""
    if kind == "SystemExit":
        text = f"sys.exit({'' if failed['code'] is None else failed['code']}) ends the process"
    if failed["address"] and failed["address"] not in text and "refused" in text:
        text += f" (connecting to {failed['address']})"
    first, *more = text.splitlines() or ["its text cannot be told"]
    listed = [f"  {line}" for line in more[:MORE_LINES] if line.strip()]
    return f"{kind} {stage}{at}: {first}", "\n".join([*listed, advice(request, failed), *where.way(failed)])


def _late(request: ProbeRequest, done: Run, where: Whereabouts) -> Explained:
    master = done.record.master_pid
    if done.late == "start":
        return _unstarted(request, f"{request.python} did not start within {START_SECONDS:g} s")
    if done.late == "exec":
        what = f"the master became another program while it loaded {request.entry}{where.of_death(master)}"
        return what, "What becomes another program cannot be preloaded: name the entry that the other program loads."
    if done.late == "load":
        return _hangs(request, done, where)
    for worker in done.record.workers.values():
        if worker.stage == "load":
            what = f"no worker had loaded {request.entry} within {request.load_timeout:g} s{where.of_hang(worker.pid)}"
            return what, LONGER
        hook = _hook(worker.stage)
        what = f"no worker was ready within {request.timeout:g} s of the fork{hook}{where.of_hang(worker.pid)}"
        return what, IN_WORKERS
    what = f"the master did not fork a worker within {request.timeout:g} s{where.of_hang(master)}"
    return what, BEFORE_FORK


def _hangs(request: ProbeRequest, done: Run, where: Whereabouts) -> Explained:
    master, seconds = done.record.master_pid, f"{request.load_timeout:g} s"
    if master in done.stopped:
        ending = where.ending(master)
        by = f", at {where.line(ending)}: {called(ending)}" if ending else where.of_hang(master)
        what = f"{request.entry} was not loaded within {seconds}: its process is stopped, as by SIGSTOP{by}"
        return what, "Something stops the process, and nothing lets it go on (SIGCONT)."
    what = f"{request.entry} was not loaded within {seconds}{where.of_hang(master)}"
    return what, LONGER


def _no_worker(done: Run, where: Whereabouts) -> Explained:
    for worker in done.record.workers.values():
        if worker.status is not None:
            how, hook = ended(worker.status), _hook(worker.stage)
            what = f"no worker lived long enough to be looked at{hook}: {how}{where.of_death(worker.pid)}"
            return what, IN_WORKERS
    return "the master forked no worker", IN_GENERAL


def _died(request: ProbeRequest, done: Run, where: Whereabouts) -> Explained:
    if done.status is None:
        return "forklint's helper process, the parent of the master, was ended by somebody else", IN_GENERAL
    how, master = _exit(done.status), done.record.master_pid
    if not done.record.hello:
        return _unstarted(request, f"{request.python} ended before {request.entry} was loaded: {how}")
    if done.record.master:
        what = f"the master ended after its fork: {how}{where.of_death(master)}"
        return what, "It has to live as long as its workers."
    fork = where.fork(master)
    if fork and not done.status:
        what = f"the application made itself a daemon while {request.entry} was loaded, at {fork}: the master has left"
        return what, "A server that preloads has to stay: leave going into the background to what starts it."
    what = f"the master ended while it loaded {request.entry}: {how}{where.of_death(master)}"
    return what, _remedy(done.status)


def _unstarted(request: ProbeRequest, what: str) -> Explained:
    """Neither the application nor its server has come to anything."""
    wrong = objection(request.python)
    if wrong:
        return wrong, NAME_PYTHON
    return what, "Something that Python executes at its start ends it (sitecustomize, a .pth file). " + IN_GENERAL


def _remedy(status: int | None) -> str:
    if status == -signal.SIGKILL:
        return "Only the system kills a process so: was there enough memory (`dmesg`, the container's limit)?"
    if status in (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE, -signal.SIGILL):
        return "A library's native code crashed: load the application alone with `python -X faulthandler`."
    if status is not None and status < 0:
        return f"Something sent it {signal_name(-status)}, or a limit or an alarm did, and nothing handles that."
    return "Something ends the process (`os._exit`, a process that goes into the background)."


def ended(status: int) -> str:
    """A wait status in words."""
    number = status & 0x7F
    return f"killed by {signal_name(number)}" if number else f"exit status {status >> 8}"


def _exit(status: int) -> str:
    return f"killed by {signal_name(-status)}" if status < 0 else f"exit status {status}"


def _hook(stage: str) -> str:
    return f" ({stage})" if stage and stage not in ("look", "start", "fork", "serving", "load") else ""


def _output(done: Run) -> list[str]:
    return ["The last lines that it printed:", *(f"  {line}" for line in done.output)] if done.output else []
