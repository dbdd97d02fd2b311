"""What uWSGI's options mean: what its master loads, and whether before it forks.

https://uwsgi-docs.readthedocs.io/en/latest/ThingsToKnow.html and ArticlesGracefulReloading: apps are loaded before the
fork unless `lazy-apps` or `lazy`.
"""

from __future__ import annotations

from forklint.deploy.invocation import Word
from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.entries import Named, joined, of_file, spelled
from forklint.deploy.servers.start import Start
from forklint.deploy.servers.uwsgi.files import LANGUAGES
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
_ELSEWHERE = ("paste", "ini-paste", "ini-paste-logged", "pecan", "eval", "web3", "pump", "wsgi-lite", "pyrun", "python")


def read(start: Start) -> tuple[Deployment, ...]:
    """The instance of one command line, or those of the Emperor that it starts."""
    collected = Collected(start)
    line = collected.take_line()
    own = _instance(start, collected, line)
    vassals = [vassal for option in _every(own.options, "emperor") for vassal in _vassals(start, option)]
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
    preload, source, note = _preload(options, line)
    lazily = preload is Ternary.NO and bool(_every(options, "shared-import"))
    application = _application(start, options, line)
    shared = _imports(start, _every(options, "shared-import"))
    loaded = shared if lazily else joined([shared, application, _imports(start, _every(options, "import"))])
    return Deployment(
        "uwsgi",
        Ternary.YES if lazily else preload,
        source=source,
        entries=loaded.entries,
        worker_class=next((name for name in ("gevent", "asyncio", "async") if _last(options, name)), ""),
        workers=_value(options, "processes"),
        command=start.place,
        folder=start.folder.as_posix(),
        options=options,
        imports=_folders(start, options),
        environment=start.variables(option.value for option in options if option.name == "env"),
        mechanisms=("register_at_fork",) if any(_is_on(options, name) is Ternary.YES for name in _HOOKS) else (),
        gaps=(*collected.gaps, *application.gaps, *shared.gaps),
        note="lazy: of all this only shared-import is loaded before the fork" if lazily else note,
    )


def _preload(options: tuple[Option, ...], line: Arguments | None) -> tuple[Ternary, Place | None, str]:
    """Whether apps are loaded before the fork, which line says so, and why that is not known."""
    lazy = next((option for name in _LAZY if (option := _last(options, name)) and _is_true(option)), None)
    if lazy and lazy.known:
        return Ternary.NO, lazy.place, ""
    if not _forks(options):
        return Ternary.NO, None, "one process without a master: nothing is forked"
    stated = lazy or next((option for name in _LAZY if (option := _last(options, name))), None)
    hidden = ", ".join(word.text for word in line.hidden) if line else ""
    if hidden or (stated and not stated.known):
        what = f"options may stand in {hidden}" if hidden else f"{stated.name if stated else ''} depends on what is"
        return Ternary.UNKNOWN, stated.place if stated else None, f"{what}, known only where it is served"
    return Ternary.YES, stated.place if stated else None, "" if stated else "uWSGI's default: nothing sets lazy-apps"


def _forks(options: tuple[Option, ...]) -> bool:
    """One process and no master is the one that loaded the application; more, or a master, fork."""
    processes = _last(options, "processes")
    if processes and not (processes.known and processes.value in ("", "0", "1")):
        return True
    return _is_on(options, "master") is not Ternary.NO or any(o.name.startswith(_NEEDS_MASTER) for o in options)


def _application(start: Start, options: tuple[Option, ...], line: Arguments | None) -> Named:
    """Every application: of `module`, of `wsgi-file`, of each `mount`, of a word without an option."""
    attribute = _value(options, "callable") or "application"
    words = line.rest if line else ()
    named = [_named(start, option, attribute) for option in _applications(options)]
    named += [_lazily(start, word, attribute) for word in words if word.text.rpartition(".")[2] not in LANGUAGES]
    elsewhere = tuple(
        start.gap(f"what {option.name} = {option.value} loads is not read", option.place)
        for option in options
        if option.name in _ELSEWHERE
    )
    return joined([*named, Named((), elsewhere)])


def _applications(options: tuple[Option, ...]) -> list[Option]:
    """The options that name an application; of `module` and of `wsgi-file` the last counts."""
    last = [option for name in ("module", "wsgi-file") if (option := _last(options, name))]
    mounted = [
        Option("mount", option.value.partition("=")[2], option.place, option.known)
        for option in _every(options, "mount")
        if "=" in option.value
    ]
    return [*last, *mounted]


def _named(start: Start, option: Option, attribute: str) -> Named:
    """`module` names a module whatever it looks like, `wsgi-file` a file; what is mounted looks like one of them."""
    word = Word(option.value, option.known)
    if option.name == "module":
        return spelled(start, word, attribute)
    return of_file(start, option.value, attribute) if option.name == "wsgi-file" else _lazily(start, word, attribute)


def _lazily(start: Start, word: Word, attribute: str) -> Named:
    """`shop.wsgi:app` or `shop/wsgi.py:app`, by its looks (uwsgi_python_magic in plugins/python/python_plugin.c)."""
    module, _, name = word.text.partition(":")
    if module.endswith((".py", ".wsgi")):
        return of_file(start, module, name or attribute)
    return spelled(start, word, attribute)


def _imports(start: Start, options: list[Option]) -> Named:
    named = [
        of_file(start, option.value, "") if "/" in option.value or option.value.endswith(".py")
        else spelled(start, Word(option.value, option.known), "")
        for option in options
    ]  # fmt: skip
    return joined(named)


def _folders(start: Start, options: tuple[Option, ...]) -> tuple[str, ...]:
    """uWSGI puts each `pythonpath` first; the current folder, after `chdir`, is on the path too."""
    moved = start.moved(_value(options, "chdir"))
    paths = [option.value for option in _every(options, "pythonpath")]
    return start.imports(reversed(paths), moved)


def _is_on(options: tuple[Option, ...], name: str) -> Ternary:
    option = _last(options, name)
    if option is None:
        return Ternary.NO
    if not option.known:
        return Ternary.UNKNOWN
    return Ternary.YES if _is_true(option) else Ternary.NO


def _is_true(option: Option) -> bool:
    return option.value.lower() not in _FALSE


def _last(options: tuple[Option, ...], name: str) -> Option | None:
    return next((option for option in reversed(options) if option.name == name), None)


def _every(options: tuple[Option, ...], name: str) -> list[Option]:
    return [option for option in options if option.name == name]


def _value(options: tuple[Option, ...], name: str) -> str:
    option = _last(options, name)
    return option.value if option else ""
