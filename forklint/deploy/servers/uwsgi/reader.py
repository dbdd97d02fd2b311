"""What uWSGI's options mean: what its master loads, and whether before it forks.

https://uwsgi-docs.readthedocs.io/en/latest/ThingsToKnow.html and ArticlesGracefulReloading: apps are loaded before the
fork unless `lazy-apps` or `lazy`.
"""

from __future__ import annotations

from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.entries import joined
from forklint.deploy.servers.given import every, last, value
from forklint.deploy.servers.start import Start
from forklint.deploy.servers.uwsgi.files import LANGUAGES
from forklint.deploy.servers.uwsgi.loads import application, folders, imported
from forklint.deploy.servers.uwsgi.options import Collected
from forklint.model.deployment import Deployment, Option
from forklint.model.levels import Ternary
from forklint.model.place import Place

_FALSE = ("false", "off", "no", "0")
_LAZY = ("lazy", "lazy-apps")
_NEEDS_MASTER = (
    "cheap", "mule", "farm", "spooler", "touch-", "fs-", "stats", "cron", "unique-cron", "attach-", "smart-attach-",
    "py-auto-reload", "py-tracebacker", "legion", "subscribe", "logger", "req-logger", "log-master", "alarm", "metric",
    "master-fifo", "idle", "timer", "rbtimer", "reload-on-fd", "notify-socket", "cache-store", "queue-store",
)  # fmt: skip
"""Beginnings of options that turn the master on by themselves (UWSGI_OPT_MASTER in core/uwsgi.c)."""
_HOOKS = ("py-call-uwsgi-fork-hooks", "py-call-osafterfork")


def read(start: Start) -> tuple[Deployment, ...]:
    """The instance of one command line, or those of the Emperor that it starts."""
    collected = Collected(start)
    line = collected.take_line()
    own = _instance(start, collected, line)
    vassals = [vassal for option in every(own.options, "emperor") for vassal in _vassals(start, option)]
    return (*((own,) if own.entries or not vassals else ()), *vassals)


def _vassals(start: Start, option: Option) -> list[Deployment]:
    """Each configuration in the Emperor's folder is an instance of its own."""
    folder = start.located(option.value)
    files = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    found = []
    for path in files:
        if path.suffix[1:] in LANGUAGES and path.is_file():
            collected = Collected(start)
            collected.take_file(path)
            found.append(_instance(start, collected, None))
    return found


def _instance(start: Start, collected: Collected, line: Arguments | None) -> Deployment:
    options = tuple(collected.options)
    preload, source, note = _preload(options, line, collected.unread)
    lazily = preload is Ternary.NO and bool(every(options, "shared-import"))
    loading = application(start, options, line)
    shared = imported(start, every(options, "shared-import"))
    loaded = shared if lazily else joined([shared, loading, imported(start, every(options, "import"))])
    return Deployment(
        "uwsgi",
        Ternary.YES if lazily else preload,
        source=source,
        entries=loaded.entries,
        worker_class=next((name for name in ("gevent", "asyncio", "async") if last(options, name)), ""),
        workers=value(options, "processes"),
        command=start.place,
        folder=start.folder.as_posix(),
        options=options,
        imports=folders(start, options),
        environment=start.variables(option.value for option in every(options, "env")),
        mechanisms=("register_at_fork",) if any(_is_on(options, name) is Ternary.YES for name in _HOOKS) else (),
        gaps=(*collected.gaps, *loading.gaps, *shared.gaps),
        note="lazy: of all this only shared-import is loaded before the fork" if lazily else note,
    )


def _preload(options: tuple[Option, ...], line: Arguments | None, unread: int) -> tuple[Ternary, Place | None, str]:
    """Whether apps are loaded before the fork, which line says so, and why that is not known."""
    stated = [option for name in _LAZY if (option := last(options, name))]
    lazy = next((option for option in stated if option.known and _is_true(option)), None)
    if lazy:
        return Ternary.NO, lazy.place, ""
    told = next((option for option in stated if not option.known), next(iter(stated), None))
    place = told.place if told else None
    if unread:
        return Ternary.UNKNOWN, place, "options may stand in a configuration that could not be read"
    if line and line.hidden:
        hidden = ", ".join(word.text for word in line.hidden)
        return Ternary.UNKNOWN, place, f"options may stand in {hidden}, known only where it is served"
    if not _forks(options):
        return Ternary.NO, None, "one process without a master: nothing is forked"
    if told and not told.known:
        return Ternary.UNKNOWN, place, f"{told.name} depends on what is known only where it is served"
    return Ternary.YES, place, "" if told else "uWSGI's default: nothing sets lazy-apps"


def _forks(options: tuple[Option, ...]) -> bool:
    """One process and no master is the one that loaded the application; more, or a master, fork."""
    processes = last(options, "processes")
    if processes and not (processes.known and processes.value in ("", "0", "1")):
        return True
    return _is_on(options, "master") is not Ternary.NO or any(o.name.startswith(_NEEDS_MASTER) for o in options)


def _is_on(options: tuple[Option, ...], name: str) -> Ternary:
    option = last(options, name)
    if option is None:
        return Ternary.NO
    if not option.known:
        return Ternary.UNKNOWN
    return Ternary.YES if _is_true(option) else Ternary.NO


def _is_true(option: Option) -> bool:
    return option.value.lower() not in _FALSE
