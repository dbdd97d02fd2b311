"""gunicorn's command line: https://gunicorn.org/configure/."""

from __future__ import annotations

import shlex
from pathlib import Path

from forklint.deploy.gunicorn import CONCURRENCY, DEFAULT, default_class, named_so
from forklint.deploy.invocation import Word
from forklint.deploy.servers.arguments import Arguments, arguments, is_placeholder
from forklint.deploy.servers.entries import Named, named
from forklint.deploy.servers.given import every, last, value
from forklint.deploy.servers.start import Start
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment, Option
from forklint.model.levels import Ternary
from forklint.model.place import Gap

VARIABLE = "GUNICORN_CMD_ARGS"


def read(start: Start) -> tuple[Deployment, ...]:
    """The master of one command line. The configuration file, if any, still has its say: `deploy.gunicorn.settled`."""
    line, variable = _read(start, start.words), _read(start, _from_environment(start))
    options = (*variable.options, *line.options)
    entry = _entry(start, line, options)
    configuration, missing = _configuration(start, line, variable)
    preload, note = _preload(options, (*line.hidden, *variable.hidden), missing)
    workers = value(options, "workers") or ("" if configuration else _text(start.environment.get(CONCURRENCY)))
    preloading = last(options, "preload")
    usual = "" if configuration or missing else default_class(workers, value(options, "threads"))
    return (
        Deployment(
            "gunicorn",
            preload,
            source=preloading.place if preloading else None,
            configuration=start.shown(configuration) if configuration else "",
            entries=entry.entries,
            worker_class=value(options, "worker-class") or usual,
            workers=workers,
            command=start.place,
            folder=start.folder.as_posix(),
            options=options,
            imports=_imports(start, options),
            environment=start.variables(option.value for option in every(options, "env")),
            gaps=(*line.gaps, *variable.gaps, *missing, *entry.gaps),
            note=note,
        ),
    )


def _read(start: Start, words: tuple[Word, ...]) -> Arguments:
    return arguments(words, start.place, servers()["gunicorn"].options)


def _from_environment(start: Start) -> tuple[Word, ...]:
    """The words of GUNICORN_CMD_ARGS; an application that stands there does not count."""
    word = start.environment.get(VARIABLE)
    if word is None:
        return ()
    if is_placeholder(word):
        return (word,)
    try:
        parts = shlex.split(word.text)
    except ValueError:
        return (Word("${" + VARIABLE + "}", known=False),)
    return tuple(Word(part, word.known or "$" not in part) for part in parts)


def _preload(options: tuple[Option, ...], hidden: tuple[Word, ...], missing: tuple[Gap, ...]) -> tuple[Ternary, str]:
    told = every(options, "preload")
    if any(option.known for option in told):
        return Ternary.YES, ""
    if told:
        return Ternary.UNKNOWN, "--preload stands on its command line under a condition, known only where it is served"
    if hidden:
        names = ", ".join(word.text for word in hidden)
        return Ternary.UNKNOWN, f"options may stand in {names}, known only where it is served"
    if missing:
        return Ternary.UNKNOWN, missing[0].what
    return Ternary.NO, ""


def _configuration(start: Start, line: Arguments, variable: Arguments) -> tuple[Path | None, tuple[Gap, ...]]:
    """The file that the master executes: relative to where gunicorn is started, whatever `--chdir` says."""
    option = line.option("config") or variable.option("config")
    if option is None or not option.value:
        found = start.folder / DEFAULT
        return (found if found.is_file() else None), ()
    kind, _, module = option.value.partition(":")
    found_there = start.module(module) if kind == "python" else _file(start, option.value.removeprefix("file:"))
    if found_there is None or not found_there.is_file():
        return None, (start.gap(f"configuration file {option.value} is not in this tree"),)
    return found_there, ()


def _file(start: Start, text: str) -> Path | None:
    """Where the path leads; else the file of that name, if there is but one: an image may have it at another place."""
    found = start.located(text)
    if found is not None and found.is_file():
        return found
    return named_so(start.tree, Path(text).name)


def _entry(start: Start, line: Arguments, options: tuple[Option, ...]) -> Named:
    """gunicorn takes `application` where the command line names the module alone."""
    if last(options, "paster"):
        return Named((), (start.gap("a PasteDeploy file names the application, and forklint reads none"),))
    return named(start, line, "application")


def _imports(start: Start, options: tuple[Option, ...]) -> tuple[str, ...]:
    """gunicorn puts each folder first, `chdir` before those of `pythonpath`."""
    moved = start.moved(value(options, "chdir"))
    paths = [path.strip() for path in value(options, "pythonpath").split(",")]
    return start.imports(reversed(paths), moved)


def _text(word: Word | None) -> str:
    return word.text if word else ""
