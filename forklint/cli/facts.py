"""`forklint facts`: the libraries that forklint knows, and what it believes about one and why."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from forklint.cli.commands import Command
from forklint.cli.options import add_format
from forklint.cli.ownfacts import complaints
from forklint.cli.streams import standard_output
from forklint.config import read_configuration
from forklint.errors import UsageError
from forklint.knowledge import evidence
from forklint.knowledge.belief import Library, library, resources
from forklint.knowledge.facts import Facts
from forklint.knowledge.lookup import Found, files, find, near
from forklint.plugins import facts_folders

VERIFY = "verify"
_WIDTH = 80
DESCRIPTION = """Lists the libraries that forklint knows. With the name of one, says what it
believes about it and why: what is live when, what a fork does to it, what helps
and what does not, and what an experiment has shown of that.

With `verify`, runs the experiments that forklint ships in your own environment."""
EPILOG = """names:
  redis            a distribution, as PyPI spells it, or an import name
  redis.Redis      a class or function of a library

exit status of verify:
  0  everything was seen as claimed   2  usage, or a facts file is wrong
  1  something was not                3  could not look"""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.usage = "forklint facts [NAME]\n       forklint facts verify NAME [--python PATH] [--service URL]..."
    parser.epilog = EPILOG
    parser.add_argument("words", nargs="*", metavar="NAME", help="a library, or a class of one; default: list all")
    add_format(parser, ["text", "json"], "text")
    verifying = parser.add_argument_group(VERIFY)
    interpreter = "the Python or virtual environment that has the library; default: the one that runs forklint"
    verifying.add_argument("--python", metavar="PATH", help=interpreter)
    reached = "a server that experiments may write to, such as redis://user:password@host:port/db; repeatable"
    verifying.add_argument("--service", action="append", default=[], metavar="URL", help=reached)


def _run(options: argparse.Namespace) -> int:
    verify, name = _asked(options)
    folders = (*facts_folders(), *read_configuration(Path.cwd()).facts)
    facts = Facts(tuple(map(Path, folders)))
    try:
        status = _done(verify, name, facts, options)
    finally:
        wrong = complaints(folders)
    return status or wrong


def _done(verify: bool, name: str, facts: Facts, options: argparse.Namespace) -> int:
    if not name:
        _list(facts, options)
    elif verify:
        from forklint.cli.verify import run

        return run(name, _found(name, facts), facts, options)
    else:
        _show(_found(name, facts), facts, options)
    return 0


def _asked(options: argparse.Namespace) -> tuple[bool, str]:
    """Whether to verify, and the name."""
    verify, *names = options.words if options.words[:1] == [VERIFY] else ("", *options.words)
    if len(names) > 1:
        raise UsageError(f"one name at a time, not {len(names)}", "`forklint facts --help` explains the names.")
    if verify and not names:
        raise UsageError("verify what?", "Name a library: `forklint facts verify redis`.")
    option = next((option for option in ("python", "service") if getattr(options, option)), "")
    if option and not verify:
        raise UsageError(f"--{option} says where to verify", "`forklint facts verify NAME` does that.")
    return bool(verify), names[0] if names else ""


def _found(name: str, facts: Facts) -> Found:
    found = find(name, facts)
    if found is None:
        close = " or ".join(f"`{word}`" for word in near(name, facts))
        raise UsageError(f"no fact goes by the name {name!r}", f"Did you mean {close}?" if close else NAMES)
    return found


NAMES = "`forklint facts` lists the libraries; for others, see docs/adding-a-fact.md."


def _show(found: Found, facts: Facts, options: argparse.Namespace) -> None:
    told = [library(path, facts, found.row) for path in found.paths]
    if options.output_format == "json":
        write_json(told)
        return
    from forklint.report.terminal.facts import write

    write(told, standard_output(), Path.cwd())


def _list(facts: Facts, options: argparse.Namespace) -> None:
    facts.load_all()
    listed = [_row(path, facts) for path in files(facts)]
    if options.output_format == "json":
        write_json(listed)
        return
    lines = [line for row in listed for line in wrap(_line(row), _WIDTH, subsequent_indent="    ")]
    standard_output().writelines(f"{line}\n" for line in (*lines, "", *_totals(listed)))


def _row(path: Path, facts: Facts) -> dict[str, Any]:
    file = facts.read[path]
    rows = resources(file, facts)
    return {
        "distribution": file.distribution,
        "modules": file.modules,
        "types": len(file.type),
        "calls": len(file.call),
        "resources": len(rows),
        "proven": sum(evidence.of(row.name) is not None for row in rows),
        "source": file.source,
        "file": str(path),
    }


def _line(row: dict[str, Any]) -> str:
    proven = f", {row['proven']} proven" if row["proven"] else ""
    number = row["resources"] or "no"
    return f"{row['distribution']}  ({', '.join(row['modules'])})  {number} resource{'s'[number == 1 :]}{proven}"


def _totals(listed: list[dict[str, Any]]) -> tuple[str, str]:
    libraries = len({row["distribution"] for row in listed})
    known, proven = (sum(row[key] for row in listed) for key in ("resources", "proven"))
    return (
        f"{libraries} libraries with {known} resources, {proven} of them proven by an experiment.",
        "`forklint facts NAME` says what forklint believes about one, and why.",
    )


def write_json(told: Sequence[Library | dict[str, Any]]) -> None:
    """Whatever is told, as data."""
    from forklint.report import plain

    standard_output(utf8=True).write(plain.text(told))


COMMAND = Command(DESCRIPTION, _configure, _run)
