"""`forklint loadtime`: what does preloading execute?"""

from __future__ import annotations

import argparse
from typing import Any, TextIO

from forklint.check import load_time
from forklint.cli.commands import Command
from forklint.cli.options import add_format, add_preload, add_targets, request
from forklint.cli.ownfacts import complaints
from forklint.cli.progress import progress
from forklint.cli.streams import standard_output
from forklint.model.place import Place
from forklint.model.report import LoadTime
from forklint.report.words import printable

DESCRIPTION = """Lists the modules and functions that preloading executes, in order, and the
calls that could not be followed: the way to see whether forklint understood an
application."""


def _configure(parser: argparse.ArgumentParser) -> None:
    add_targets(parser)
    add_preload(parser)
    add_format(parser, ["text", "json"], "text")


def _run(options: argparse.Namespace) -> int:
    asked = request(options)
    with progress() as notice:
        notice(f"following load time, {', '.join(asked.targets)}")
        found = load_time(asked)
    stream = standard_output(utf8=options.output_format == "json")
    (_write_json if options.output_format == "json" else _write_text)(found, stream)
    return complaints(asked.facts)


def _write_json(found: LoadTime, stream: TextIO) -> None:
    from forklint.report import plain

    stream.write(plain.text(document(found)))


def document(found: LoadTime) -> dict[str, Any]:
    """Load time as plain data."""
    return {
        "modules": [
            {"name": module.name, "path": module.path, "imported_by": _short(module.imported_by)}
            for module in found.modules
        ],
        "functions": [{"name": function.name, **(_short(function.place) or {})} for function in found.functions],
        "unresolved": [{**(_short(gap.place) or {}), "what": gap.what} for gap in found.unresolved],
    }


def _short(place: Place | None) -> dict[str, Any] | None:
    return {"path": place.path, "line": place.line} if place else None


def _write_text(found: LoadTime, stream: TextIO) -> None:
    _section(stream, "modules, in the order of their execution", [_module_line(module) for module in found.modules])
    lines = [f"{function.name}  {function.place}" for function in found.functions]
    _section(stream, "functions", lines)
    _section(stream, "calls that could not be followed", [f"{gap.place}  {gap.what}" for gap in found.unresolved])


def _module_line(module: Any) -> str:
    by = f"imported at {module.imported_by}" if module.imported_by else "entry"
    return f"{module.name}  {module.path}  ({by})"


def _section(stream: TextIO, title: str, lines: list[str]) -> None:
    stream.write(f"{len(lines)} {title}\n")
    stream.writelines(f"  {printable(line)}\n" for line in lines)


COMMAND = Command(DESCRIPTION, _configure, _run)
