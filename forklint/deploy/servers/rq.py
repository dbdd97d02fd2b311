"""RQ's command line: https://python-rq.org/docs/workers/."""

from __future__ import annotations

from dataclasses import replace

from forklint.deploy.invocation import Word
from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import joined, spelled
from forklint.deploy.servers.start import Start
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary

_LOADED = ("config", "worker-class", "job-class", "queue-class", "connection-class", "exception-handler", "serializer")
_NO_FORK = {"SimpleWorker": "its worker runs jobs in its own process", "SpawnWorker": "its worker starts Python afresh"}


def read(start: Start) -> tuple[Deployment, ...]:
    """`rq worker` forks for each job, and the child imports what the job names; the master loads what options name."""
    line = start.line("rq")
    command = line.rest[0].text if line.rest else ""
    if command not in ("worker", "worker-pool") and not start.invocation.words[0].text.endswith("rqworker"):
        return ()
    worker = line.value("worker-class")
    why = _NO_FORK.get(worker.rpartition(".")[2], "")
    preload = Ternary.NO if why else Ternary.YES
    loaded = [_module(line.value(name), name) for name in _LOADED]
    entry = joined([spelled(start, Word(module), "") for module in loaded if module and module.split(".")[0] != "rq"])
    note = why or "each job is a fork, which imports what the job names"
    deployment = deployed(start, "rq", line, entry, preload, note, worker)
    return (replace(deployment, workers=_pool(line, command)),)


def _pool(line: Arguments, command: str) -> str:
    """How many workers a pool has: `-n`, which is a name for one worker."""
    return line.value("num-workers") or (line.value("name") if command == "worker-pool" else "")


def _module(text: str, option: str) -> str:
    """`-c settings` is a module, the others name a class in one."""
    return text if option == "config" else text.rpartition(".")[0]
