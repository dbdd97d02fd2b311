"""Options that several commands share, and the request that they make together with the configuration file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from forklint.check import CheckRequest
from forklint.check.settled import settled
from forklint.cli.settings import merged

WATCH = "--watch"
"""The option that starts the same command again and again without itself."""
TARGETS = """targets:
  shop.wsgi:app   an entry spec, as the server is told it; in `shop:create_app()`
                  the factory is called too
  shop.wsgi       a module or package, found from the current folder or src/
  shop/wsgi.py    a file
  shop/           a folder: what its deployments load, else every module that
                  is no test
"""


ONE_TARGET = """target:
  shop.wsgi:app   an entry spec, as the server is told it; in `shop:create_app()`
                  the factory is called too
  shop.wsgi       a module, found from the current folder or src/
  shop/wsgi.py    a file
  shop/           a folder: what its deployments load
"""


def add_targets(parser: argparse.ArgumentParser) -> None:
    """What is looked at, and what is left out."""
    parser.description = f"{parser.description}\n\n{TARGETS}"
    told = "what to look at; default: what the configuration names, else the current folder"
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=told)
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN", help="leave this out of folders, as in .gitignore"
    )


def add_target(parser: argparse.ArgumentParser) -> None:
    """What is looked at, where it is one master."""
    parser.description = f"{parser.description}\n\n{ONE_TARGET}"
    parser.add_argument("targets", nargs="?", metavar="TARGET", help="what to load; default: the current folder")
    parser.set_defaults(exclude=[])


def add_preload(parser: argparse.ArgumentParser) -> None:
    """What the server is told on its command line."""
    told = "the server is started with --preload, whatever its configuration file says"
    parser.add_argument("--preload", action="store_true", help=told)


def add_format(parser: argparse.ArgumentParser, choices: list[str], default: str) -> None:
    """How the result is written."""
    listed = " | ".join(f"{choice} (default)" if choice == default else choice for choice in choices)
    parser.add_argument("--output-format", choices=choices, default=default, metavar="FORMAT", help=listed)


def add_color(parser: argparse.ArgumentParser) -> None:
    """Whether the result is coloured."""
    choices = ["auto", "always", "never"]
    parser.add_argument(
        "--color", choices=choices, default="auto", metavar="WHEN", help="auto (default) | always | never"
    )


def wants_color(options: argparse.Namespace) -> bool | None:
    """True, False, or None for the stream to decide."""
    return {"always": True, "never": False}.get(options.color)


def request(options: argparse.Namespace) -> CheckRequest:
    """The request of a command with targets; `options.settings` is what it was made from."""
    cwd = Path.cwd()
    options.settings = merged(options, cwd)
    return replace(settled(cwd, options.settings), preload=options.preload)
