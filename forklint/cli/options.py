"""Options that several commands share, and the request that they make together with the configuration file."""

from __future__ import annotations

import argparse
from pathlib import Path

from forklint.check import CheckRequest
from forklint.config import read_configuration
from forklint.plugins import facts_folders

TARGETS = """targets:
  shop.wsgi:app      an entry spec, as the server is told it; `shop:create_app()` calls a factory
  shop.wsgi          a module or package, found from the current folder or src/
  shop/wsgi.py       a file
  shop/              a folder: what its gunicorn configuration names, else every module but tests
"""


def add_targets(parser: argparse.ArgumentParser) -> None:
    """What is looked at, and what is left out."""
    parser.description = f"{parser.description}\n\n{TARGETS}"
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="what to look at; without one, the current folder")
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN", help="leave out files in folders, as in .gitignore"
    )


def add_format(parser: argparse.ArgumentParser, choices: list[str], default: str) -> None:
    """How the result is written."""
    parser.add_argument("--output-format", choices=choices, default=default, help=f"default: {default}")


def add_color(parser: argparse.ArgumentParser) -> None:
    """Whether the result is coloured."""
    parser.add_argument("--color", choices=["auto", "always", "never"], default="auto", help="default: auto")


def wants_color(options: argparse.Namespace) -> bool | None:
    """True, False, or None for the stream to decide."""
    return {"always": True, "never": False}.get(options.color)


def request(options: argparse.Namespace) -> CheckRequest:
    """The request of a command with targets; the configuration file comes first, the command line adds to it."""
    cwd = Path.cwd()
    settings = read_configuration(cwd)
    return CheckRequest(
        targets=tuple(options.targets) or (".",),
        cwd=cwd,
        exclude=(*settings.exclude, *options.exclude),
        facts=(*facts_folders(), *settings.facts),
        follow=settings.follow,
    )
