"""`forklint.check` and `forklint.probe`: what the commands do, as functions that return the typed report.

They go by the project's configuration, as the commands do; what is said here wins over it. Nothing is printed.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from forklint import baseline
from forklint.check.interpreter import interpreter
from forklint.check.request import LOAD_SECONDS, CheckRequest, ProbeOptions
from forklint.check.settled import cache_folder, settled
from forklint.config import Configuration, read_configuration
from forklint.errors import UsageError
from forklint.model.levels import Confidence

if TYPE_CHECKING:
    from forklint.model.report import Report

PathOrName = str | os.PathLike[str]
Sureness = Confidence | Literal["low", "medium", "high"]


def check(
    *targets: PathOrName,
    cwd: PathOrName | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    min_confidence: Sureness | None = None,
    preload: bool = False,
) -> Report:
    """What a preloading master of these targets holds open at the fork, by reading; nothing is imported.

    Targets, and the options, are those of `forklint check`; `cwd` is the folder that the server is started in. Raises
    ForklintError: ConfigurationError, UsageError, KnowledgeError, and CouldNotLook where there is nothing to judge.
    """
    from forklint.check.statically import check as checked

    settings, request = _asked(targets, cwd, select, ignore, min_confidence)
    return checked(replace(request, preload=preload, cache=cache_folder(settings)))


def probe(
    *targets: PathOrName,
    cwd: PathOrName | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    min_confidence: Sureness | None = None,
    preload: bool = False,
    server: str = "",
    python: str = "",
    timeout: float = LOAD_SECONDS,
    arguments: tuple[str, ...] = (),
) -> Report:
    """What real processes of these targets share: their masters are started, forked and ended.

    `server`, `python`, `timeout` (seconds) and `arguments` (of the server) are those of `forklint probe`. Raises as
    `check` does, and CouldNotLook where a master does not come to its fork.
    """
    from forklint.check.probing import probe as probed

    if timeout <= 0:
        raise UsageError(f"timeout: {timeout!r} is no number of seconds", f"Such as timeout={LOAD_SECONDS:g}.")
    _, request = _asked(targets, cwd, select, ignore, min_confidence)
    named = interpreter(python, request.cwd, "python") or request.python
    options = ProbeOptions(server=server, python=named, timeout=timeout, arguments=arguments)
    return probed(replace(request, preload=preload), options)


def _asked(
    targets: tuple[PathOrName, ...],
    cwd: PathOrName | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_confidence: Sureness | None,
) -> tuple[Configuration, CheckRequest]:
    _require_codes(select=select, ignore=ignore)
    folder = Path(cwd or Path.cwd()).absolute()
    settings = read_configuration(folder)
    request = settled(folder, settings)
    return settings, replace(
        request,
        targets=tuple(os.fspath(target) for target in targets) or request.targets,
        select=select or request.select,
        ignore=ignore if select else (*request.ignore, *ignore),
        min_confidence=_confidence(min_confidence) if min_confidence else request.min_confidence,
        baseline=baseline.read(Path(settings.baseline)) if settings.baseline else None,
    )


def _require_codes(**given: tuple[str, ...]) -> None:
    for argument, codes in given.items():
        if codes:
            from forklint.knowledge.rules import require_prefixes

            require_prefixes(codes, argument)


def _confidence(given: Sureness) -> Confidence:
    try:
        return Confidence(given)
    except ValueError:
        listed = ", ".join(level.value for level in reversed(Confidence))
        raise UsageError(f"min_confidence: there is no {given!r}", f"Levels: {listed}.") from None
