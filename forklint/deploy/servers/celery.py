"""Celery's command line: https://docs.celeryq.dev/en/stable/reference/cli.html."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from forklint.deploy.invocation import Word
from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.celery_settings import settings
from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import Named, joined, spelled
from forklint.deploy.servers.given import last
from forklint.deploy.servers.start import Start
from forklint.model.deployment import Deployment, Entry, Option
from forklint.model.levels import Ternary

_FORKING = ("prefork", "processes")
_NOTES = {
    "solo": "the solo pool runs tasks in the one process",
    "threads": "the pool's threads share one process",
    "gevent": "the pool's greenlets share one process",
    "eventlet": "the pool's greenlets share one process",
}
_NODE = re.compile(r"(-{1,2}[\w-]+):[^=\s]+")
"""`celery multi` takes `-c:worker1 3`."""
_APP = re.compile(r"^(\w+)\s*(?::[^=\n]+)?=\s*(?:celery\.)?Celery\(", re.MULTILINE)


def read(start: Start) -> tuple[Deployment, ...]:
    """A worker, or several with one command line (`multi`), or the clock; other commands serve nothing."""
    words = tuple(Word(_NODE.sub(r"\1", word.text), word.known) for word in start.words)
    start = replace(start, invocation=replace(start.invocation, words=(start.invocation.words[0], *words)))
    line = start.line("celery")
    commands = [word.text for word in line.rest]
    if start.invocation.words[0].text.endswith("celeryd"):
        commands.append("worker")
    if "worker" in commands[:2] or "multi" in commands[:1]:
        return (_worker(start, line),)
    if "beat" in commands[:1]:
        return (deployed(start, "celery", line, _application(start, line), Ternary.NO, "beat forks nothing"),)
    return ()


def _worker(start: Start, line: Arguments) -> Deployment:
    """The parent loads the application and its tasks, then billiard forks."""
    named = _application(start, line)
    told = settings(start, named.entries[0] if named.entries else None, start.moved(line.value("workdir")))
    pool = _pool(told, line)
    line = replace(line, options=(*told, *line.options))
    preload, note = _preload(pool, line)
    deployment = deployed(start, "celery", line, named, preload, note, pool.value if pool else "")
    scale = line.value("autoscale")
    source = pool.place if pool else None
    return replace(deployment, workers="-".join(reversed(scale.split(","))) or deployment.workers, source=source)


def _pool(told: list[Option], line: Arguments) -> Option | None:
    """The command line wins over the settings, but `-P prefork` counts as its default (celery/bin/worker.py)."""
    asked, configured = line.option("pool"), last(told, "pool")
    return configured if configured and (asked is None or asked.value == "prefork") else asked


def _preload(pool: Option | None, line: Arguments) -> tuple[Ternary, str]:
    if pool and pool.known:
        if pool.value in _FORKING:
            return Ternary.YES, ""
        known = _NOTES.get(pool.value)
        return (Ternary.NO, known) if known else (Ternary.UNKNOWN, f"the pool {pool.value} is not known to forklint")
    if pool or line.hidden:
        named = ", ".join(word.text for word in line.hidden) or (pool.value if pool else "") or "what is computed"
        return Ternary.UNKNOWN, f"the pool may stand in {named}, known only where it is served"
    if line.value("pool-start-method") == "spawn":
        return Ternary.NO, "the pool starts its processes afresh (spawn)"
    return Ternary.YES, "prefork is Celery's default pool"


def _application(start: Start, line: Arguments) -> Named:
    """`-A` and `--include`; the variables APP and CELERY_APP stand for `-A`."""
    option = line.option("app")
    word = Word(option.value, option.known) if option else start.environment.get("APP")
    word = word or start.environment.get("CELERY_APP") or Word("")
    included = [spelled(start, Word(name.strip()), "") for name in line.value("include").split(",") if name.strip()]
    named = spelled(start, word, "") if word.text else Named((), (start.gap("nothing names the application (-A)"),))
    if not named.entries:
        return joined([named, *included])
    moved = start.moved(line.value("workdir"))
    return joined([Named((found(start, named.entries[0], moved),)), *included])


def found(start: Start, entry: Entry, folder: Path) -> Entry:
    """What `-A shop` stands for: `shop.app`, else `shop.celery`, else the module `shop.celery` (celery/app/utils.py).

    A last part that is no module is an attribute.
    """
    if entry.attribute:
        return entry
    below = start.module(f"{entry.module}.celery", [folder])
    if below:
        return Entry(f"{entry.module}.celery", _attribute(below))
    path = start.module(entry.module, [folder])
    above, _, last = entry.module.rpartition(".")
    if path is None and above and start.module(above, [folder]):
        return Entry(above, last)
    return Entry(entry.module, _attribute(path) if path else "")


def _attribute(path: Path) -> str:
    """The name under which a module keeps its application: `app`, else `celery`, else the first."""
    try:
        names = _APP.findall(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""
    return next((name for name in ("app", "celery") if name in names), names[0] if names else "")
