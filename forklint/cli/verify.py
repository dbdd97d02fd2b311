"""`forklint facts verify`: the experiments that ship, run in the user's own environment."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

from forklint.check.interpreter import interpreter
from forklint.cli.ending import orderly
from forklint.cli.progress import progress
from forklint.cli.streams import standard_output
from forklint.errors import CouldNotLook, UsageError
from forklint.knowledge.belief import resources
from forklint.knowledge.facts import Facts
from forklint.knowledge.lookup import Found
from forklint.knowledge.schema import CallFact, TypeFact
from forklint.model.words import plural
from forklint.probe.interpreter import objection
from forklint.proofs.own import started
from forklint.proofs.servers import Address, address, spelling
from forklint.proofs.verify import Notice, Verified, Where, shipped, verify, version_of
from forklint.report.redact import redact_words, secrets_in
from forklint.report.terminal.page import wrapped

HEAD = "Each claim, and what was seen: `ok` says that the claim is right."
Redact = Callable[[str], str]
Say = Callable[..., None]
About = dict[str, str]
_DISPROVEN, _COULD_NOT_LOOK = 1, CouldNotLook.exit_status
_SHORT = 8
"""A password of fewer letters is hidden only where it is a word by itself."""


def run(name: str, found: Found, facts: Facts, options: argparse.Namespace) -> int:
    """Verify what a name stands for, telling each row when it is done; the result is the exit status."""
    wanted = {path: _rows(path, found, facts) for path in found.paths}
    needed = {one.service for path, rows in wanted.items() for _, one in shipped(path, facts, rows)} - {""}
    addresses, python = list(map(address, options.service)), _python(options)
    named, versions = _services(name, needed, addresses), _versions(found.paths, facts, python)
    redact = _redactor([one.password for one in addresses])
    say: Say = (lambda *lines: None) if options.output_format == "json" else _say
    told: list[tuple[About, Verified]] = []
    with orderly(), started(needed - named.keys()) as own:
        for path, version in versions.items():
            about = {"distribution": facts.read[path].distribution, "version": version}
            say(f"{about['distribution']} {version}, for {python}", HEAD, "")
            verifying = partial(verify, path, facts, wanted[path], Where(python, {**own, **named}))
            for one in _steps(verifying):
                told.append((about, _redacted(one, redact)))
                say(*_lines(told[-1][1]), "")
    results = [one for _, one in told]
    say(*_summary(results, name))
    if options.output_format == "json":
        _write_json([{**about, **asdict(one), "holds": one.holds} for about, one in told])
    return status(results)


def _versions(paths: tuple[Path, ...], facts: Facts, python: str) -> dict[Path, str]:
    """What is installed of the libraries that a name stands for. Raises CouldNotLook where nothing is."""
    versions, failure = {}, None
    for path in paths:
        try:
            versions[path] = version_of(facts.read[path], python)
        except CouldNotLook as error:
            failure = failure or error
    if failure and not versions:
        raise failure
    return versions


def status(results: list[Verified]) -> int:
    """1 where something was seen that speaks against a row; else 3 where an experiment, or all, could not be run."""
    if not all(one.holds for one in results):
        return _DISPROVEN
    skipped = any(one.experiment and one.skipped for one in results)
    return _COULD_NOT_LOOK if skipped or not any(one.experiment for one in results) else 0


def _rows(path: Path, found: Found, facts: Facts) -> list[TypeFact]:
    """The resources that are asked for: those of a file, or what one row is or makes."""
    rows, row = resources(facts.read[path], facts), found.row
    if row is None:
        return rows
    makes = row.makes if isinstance(row, CallFact) else row.name
    return [one for one in rows if makes in (one.name, *one.aliases)]


def _python(options: argparse.Namespace) -> str:
    if not sys.platform.startswith("linux"):
        raise CouldNotLook("experiments read in /proc what is open, which only Linux has")
    python = interpreter(options.python) or sys.executable
    if against := objection(python):
        raise CouldNotLook(against)
    return python


def _services(name: str, needed: set[str], addresses: list[Address]) -> dict[str, dict[str, Any]]:
    """Service -> where it is. Raises UsageError for an address that no experiment has a use for."""
    for one in addresses:
        if not any(map(one.serves, needed)):
            listed = f"They need {' and '.join(sorted(needed))}." if needed else "They need no server."
            raise UsageError(f"--service: no experiment of {name} talks to {one.scheme}://", listed)
    return {service: one.at(service) for service in needed for one in addresses if one.serves(service)}


def _steps(verifying: Callable[[Notice], Iterator[Verified]]) -> Iterator[Verified]:
    """One by one, with a word for who waits: its line is gone before a result is told."""
    hearing: list[Notice] = []
    results = verifying(lambda text: hearing[-1](text))
    while True:
        with progress() as notice:
            hearing.append(notice)
            one = next(results, None)
        if one is None:
            return
        yield one


def _redactor(passwords: list[str]) -> Redact:
    """Hides the passwords that were given, and what else looks like one."""
    long = [*(word for word in passwords if len(word) >= _SHORT), *secrets_in(os.environ)]
    short = [re.escape(word) for word in passwords if 0 < len(word) < _SHORT]
    words = re.compile(rf"(?<!\w)(?:{'|'.join(short)})(?!\w)") if short else None
    return lambda text: redact_words(words.sub("***", text) if words else text, long)


def _redacted(one: Verified, redact: Redact) -> Verified:
    claims = tuple(type(claim)(claim.text, redact(claim.seen), claim.holds) for claim in one.claims)
    return replace(one, claims=claims, skipped=redact(one.skipped), hint=redact(one.hint))


def _lines(one: Verified) -> Iterator[str]:
    yield f"{one.row}  ({one.experiment})" if one.experiment else one.row
    for claim in one.claims:
        yield from _wrapped("ok" if claim.holds else "NOT SEEN", " ".join(f"{claim.text}: {claim.seen}".split()))
    if one.skipped:
        yield from _wrapped("skipped" if one.experiment else "unproven", one.skipped)
    for line in _told(one.hint):
        yield from _wrapped("", line)


def _told(hint: str) -> list[str]:
    """All of it, or the last line of a traceback."""
    lines = hint.splitlines()
    return lines[-1:] if any(line.startswith(" ") for line in lines) else lines


def _wrapped(label: str, text: str) -> list[str]:
    first, *others = wrapped(text, 68) or [""]
    return [f"  {label:8}  {first}", *(f"  {'':8}  {line}" for line in others)]


def _summary(results: list[Verified], name: str) -> Iterator[str]:
    ran = [one for one in results if one.experiment and not one.skipped]
    skipped = sum(bool(one.experiment and one.skipped) for one in results)
    right = sum(one.holds for one in ran)
    bare = [one for one in results if not one.experiment]
    parts = [f"{right} as claimed", f"{len(ran) - right} not"] + ([f"{skipped} skipped"] if skipped else [])
    if ran or skipped:
        yield f"{plural(len(ran) + skipped, 'experiment')}: {', '.join(parts)}."
    if bare:
        wrong = sum(not one.holds for one in bare)
        names = f"; {wrong} without a name that exists" if wrong else ""
        yield f"{plural(len(bare), 'resource')} without an experiment{names}."
    for service in sorted({one.service for one in results} - {""}):
        yield f"\nThose that need {service} write to the server that you name:"
        yield f"  forklint facts verify {name} --service {spelling(service)}"


def _say(*lines: str) -> None:
    stream = standard_output()
    stream.writelines(f"{line}\n" for line in lines)
    stream.flush()


def _write_json(told: list[dict[str, Any]]) -> None:
    from forklint.report import plain

    standard_output(utf8=True).write(plain.text(told))
