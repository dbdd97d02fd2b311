"""Options on what is sent, how often, and what is ignored."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from forklint.cli.probing import seconds
from forklint.errors import UsageError
from forklint.stress.asks import checked, read_asks
from forklint.stress.request import (
    ANSWER_SECONDS,
    CONCURRENCY,
    REQUESTS,
    ROUNDS,
    TOTAL_SECONDS,
    WORKERS,
    Ask,
    Load,
)

MOST = 100_000
MOST_AT_ONCE = 256
_OF_ONE = ("path", "method", "header", "body")


def add_options(parser: argparse.ArgumentParser) -> None:
    """What every server gets."""
    sent = parser.add_argument_group("what is sent")
    sent.add_argument("--path", metavar="PATH", help="path and query; default: /")
    sent.add_argument("--method", metavar="METHOD", help="default: GET")
    sent.add_argument("--header", action="append", metavar="HEADER", help="such as 'Accept: text/html'")
    sent.add_argument("--body", metavar="TEXT", help="a text, or @FILE")
    sent.add_argument("--requests-file", metavar="FILE", help="several requests, as TOML or JSON; they take turns")
    told = "leave out parts of bodies that differ by nature"
    sent.add_argument("--ignore", action="append", default=[], metavar="REGEX", help=told)
    often = parser.add_argument_group("how often")
    _add_count(often, "--requests", REQUESTS, MOST, "to each server in each round")
    _add_count(often, "--concurrency", CONCURRENCY, MOST_AT_ONCE, "so many at once to each server")
    _add_count(often, "--workers", WORKERS, MOST_AT_ONCE, "of each server")
    _add_count(often, "--rounds", ROUNDS, MOST, "each starts the servers afresh")
    _add_seconds(often, "--answer-timeout", ANSWER_SECONDS, "that an answer may take")
    _add_seconds(often, "--time-limit", TOTAL_SECONDS, "after which no more is sent")


def _add_count(group: argparse._ArgumentGroup, option: str, default: int, most: int, what: str) -> None:
    def count(text: str) -> int:
        if not (text.isdecimal() and 0 < int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {most}")
        return int(text)

    group.add_argument(option, type=count, default=default, metavar="NUMBER", help=f"{what}; default: {default}")


def _add_seconds(group: argparse._ArgumentGroup, option: str, default: float, what: str) -> None:
    group.add_argument(
        option, type=seconds, default=default, metavar="SECONDS", help=f"{what}; default: {default:g}"
    )


def load_of(options: argparse.Namespace) -> Load:
    """What the options say. Raises UsageError where they say what cannot be sent."""
    asks = _asks(options)
    if len(asks) > options.requests:
        hint = "Raise --requests: they take turns, and each has to be sent in each round."
        raise UsageError(f"--requests {options.requests}: the file has {len(asks)} requests", hint)
    return Load(
        asks=asks,
        requests=options.requests,
        concurrency=options.concurrency,
        rounds=options.rounds,
        ignore=tuple(map(_pattern, options.ignore)),
        answer_seconds=options.answer_timeout,
        total_seconds=options.time_limit,
    )


def _asks(options: argparse.Namespace) -> tuple[Ask, ...]:
    if options.requests_file is None:
        headers = tuple(_header(text) for text in options.header or ())
        method = (options.method or ("POST" if options.body is not None else "GET")).upper()
        return (checked(Ask(options.path or "/", method, headers, _body(options.body or ""))),)
    given = next((name for name in _OF_ONE if getattr(options, name) is not None), None)
    if given:
        raise UsageError(f"--{given} and --requests-file both say what is sent", "Write it into the file.")
    return read_asks(Path(options.requests_file))


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise UsageError("--header: there is no colon in it", "A header is spelt `Name: value`.")
    return name.strip(), value.strip()


def _body(text: str) -> bytes:
    if not text.startswith("@"):
        return text.encode()
    try:
        return Path(text[1:]).read_bytes()
    except OSError as error:
        raise UsageError(f"--body: {text[1:]} cannot be read: {error.strerror}", "Name a file after the @.") from error


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise UsageError(f"--ignore: {text!r} is no regular expression: {error}") from error
