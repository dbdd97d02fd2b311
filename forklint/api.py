"""`forklint.check` and `forklint.probe`: what the commands do, as functions that return the typed report.

They go by the project's configuration, as the commands do; what is said here wins over it. Nothing is printed.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from forklint import baseline
from forklint.check.interpreter import interpreter
from forklint.check.request import LOAD_SECONDS, CheckRequest, ProbeOptions
from forklint.check.settled import cache_folder, settled
from forklint.config import Configuration, read_configuration
from forklint.model.levels import Confidence

if TYPE_CHECKING:
    from forklint.model.report import Report


def check(
    *targets: str,
    cwd: str | os.PathLike[str] | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    min_confidence: Confidence | None = None,
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
    *targets: str,
    cwd: str | os.PathLike[str] | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    min_confidence: Confidence | None = None,
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

    _, request = _asked(targets, cwd, select, ignore, min_confidence)
    named = interpreter(python, request.cwd, "python") or request.python
    options = ProbeOptions(server=server, python=named, timeout=timeout, arguments=arguments)
    return probed(replace(request, preload=preload), options)


def _asked(
    targets: tuple[str, ...],
    cwd: str | os.PathLike[str] | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_confidence: Confidence | None,
) -> tuple[Configuration, CheckRequest]:
    folder = Path(cwd or Path.cwd()).absolute()
    settings = read_configuration(folder)
    request = settled(folder, settings)
    return settings, replace(
        request,
        targets=targets or request.targets,
        select=select or request.select,
        ignore=ignore if select else (*request.ignore, *ignore),
        min_confidence=min_confidence or request.min_confidence,
        baseline=baseline.read(Path(settings.baseline)) if settings.baseline else None,
    )
