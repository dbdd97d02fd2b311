"""Deployments of servers whose command line says everything."""

from __future__ import annotations

from dataclasses import replace

from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.entries import Named, named
from forklint.deploy.servers.given import every
from forklint.deploy.servers.start import Start
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary


def read_as(server: str, start: Start) -> tuple[Deployment, ...]:
    """A server of which its data says everything: its first word is the entry, and it never preloads."""
    line = start.line(server)
    known = servers()[server]
    entry = named(start, line, known.options.attribute)
    if known.options.factory and line.option(known.options.factory):
        entry = replace(entry, entries=tuple(replace(one, calls=True) for one in entry.entries))
    return (deployed(start, server, line, entry, Ternary.NO, known.why),)


def deployed(
    start: Start, server: str, line: Arguments, entry: Named, preload: Ternary, note: str, worker_class: str = ""
) -> Deployment:
    """What a command line says of one server, beside what it loads and whether it preloads."""
    table = servers()[server].options
    given = [option.value for name in table.folders for option in every(line.options, name)]
    moved = start.moved(line.value(table.folders[0]) if table.folders else "")
    return Deployment(
        server,
        preload,
        entries=entry.entries,
        worker_class=worker_class,
        workers=line.value(table.workers),
        command=start.place,
        folder=start.folder.as_posix(),
        options=line.options,
        imports=start.imports(given, moved),
        environment=start.variables(),
        gaps=(*line.gaps, *entry.gaps),
        note=note,
    )
