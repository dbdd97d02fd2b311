"""`--output-format`: one format or several, on standard output or in files."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections import Counter
from pathlib import Path

from forklint.cli.saving import require_writable, save
from forklint.cli.streams import standard_output
from forklint.errors import UsageError
from forklint.model.report import Report
from forklint.report.registry import FORMATS, Context

_OF_THE_TERMINAL = ("full", "concise")
"""Formats in the terminal's encoding; the others are UTF-8 everywhere."""


class _Offered(tuple[str, ...]):
    """Names of formats; `sarif=out.sarif` counts as its name."""

    __slots__ = ()

    def __contains__(self, given: object) -> bool:
        return str(given).partition("=")[0] in tuple(self)


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """The option; `wanted` reads it."""
    names = " | ".join("full (default)" if name == "full" else name for name in FORMATS)
    told = f"{names}; NAME=FILE writes a file; repeatable"
    parser.add_argument(
        "--output-format", action="append", choices=_Offered(FORMATS), metavar="FORMAT", help=told, type=_known
    )


def _known(text: str) -> str:
    name = text.partition("=")[0]
    if name not in FORMATS:
        listed = ", ".join(map(repr, FORMATS))
        raise argparse.ArgumentTypeError(f"invalid choice: {name!r} (choose from {listed})")
    return text


def wanted(options: argparse.Namespace) -> list[tuple[str, Path | None]]:
    """Each format with its file, None for standard output, as `NAME=-` says, too.

    Raises UsageError where two go to one place, or a file cannot be written: before anything was looked at.
    """
    pairs = [text.partition("=") for text in options.output_format or ["full"]]
    found = [(name, Path(os.path.realpath(file)) if file not in ("", "-") else None) for name, equals, file in pairs]
    if any(equals and not file for _, equals, file in pairs):
        raise UsageError("--output-format: a format with = needs a file", "Such as --output-format sarif=out.sarif.")
    for place, number in Counter(place for _, place in found).items():
        if number > 1:
            where = f"the file {place}" if place else "standard output"
            hint = "Write others into files: --output-format sarif=out.sarif."
            raise UsageError(f"--output-format: {number} formats go to {where}", hint)
        if place:
            require_writable(place, "--output-format")
        if place and options.settings.baseline and place == Path(os.path.realpath(options.settings.baseline)):
            raise UsageError(f"--output-format: {place} is the baseline", "Name another file.")
    return found


def write(report: Report, options: argparse.Namespace, cwd: Path, color: bool | None) -> None:
    """Write files first, all or none, then standard output.

    Raises UsageError where a file could not be written; the rest is on standard output by then.
    """
    outputs, failure, quiet = wanted(options), None, options.quiet
    try:
        save([(place, _text(name, report, cwd, color, quiet)) for name, place in outputs if place])
    except OSError as error:
        why = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        failure = UsageError(f"--output-format: not every file was written: {why}", "Name another file.")
    for name in [name for name, place in outputs if place is None]:
        _show(name, report, cwd, color, quiet)
    if failure:
        raise failure


def _show(name: str, report: Report, cwd: Path, color: bool | None, quiet: bool) -> None:
    """On standard output. Raises UsageError where it takes nothing more."""
    stream = standard_output(utf8=name not in _OF_THE_TERMINAL)
    try:
        FORMATS[name]()(report, Context(stream, cwd, color, quiet))
        stream.flush()
    except BrokenPipeError:  # its reader has read enough
        raise
    except OSError as error:
        hint = "Write into a file: --output-format NAME=FILE."
        raise UsageError(f"standard output cannot be written: {error.strerror}", hint) from error


def _text(name: str, report: Report, cwd: Path, color: bool | None, quiet: bool) -> bytes:
    stream = io.StringIO()
    FORMATS[name]()(report, Context(stream, cwd, color, quiet))
    return stream.getvalue().encode("utf-8", "backslashreplace")


def add(text: str, options: argparse.Namespace) -> None:
    """Further words go to standard output after a line, unless what is written there is for a program."""
    names = [name for name, place in wanted(options) if place is None]
    to_program = any(name not in _OF_THE_TERMINAL for name in names)
    stream = sys.stderr if to_program else standard_output()
    stream.write(f"\n{text}" if text and "full" in names else text)
