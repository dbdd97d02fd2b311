"""argparse, with errors that say what was meant, and coloured help that is imported only for help."""

from __future__ import annotations

import argparse
from typing import NoReturn

from forklint.errors import UsageError


class Parser(argparse.ArgumentParser):
    """Raises UsageError in place of printing and leaving."""

    def __init__(self, prog: str, description: str, formatter_class: type[argparse.HelpFormatter]) -> None:
        super().__init__(prog=prog, description=description, formatter_class=formatter_class, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """A mistake on the command line, with the option or choice that is spelt most like it."""
        raise UsageError(message, self._meant(message) or f"`{self.prog} --help` explains the options.")

    def _meant(self, message: str) -> str:
        from difflib import get_close_matches

        start, _, rest = message.partition("unrecognized arguments: ")
        if not start and rest.startswith("-"):
            close = get_close_matches(rest.split()[0].partition("=")[0], self._option_string_actions, 1)
        elif "invalid choice: " in message:
            wrong, _, choices = message.partition("invalid choice: ")[2].partition(" (choose from ")
            close = get_close_matches(wrong.strip("'").lower(), [word.strip("') ") for word in choices.split(",")], 1)
        else:
            close = []
        return f"Did you mean `{close[0]}`?" if close else ""


def formatter(arguments: list[str]) -> type[argparse.HelpFormatter]:
    """rich's where help is asked for."""
    if "-h" in arguments or "--help" in arguments:
        from rich_argparse import RawDescriptionRichHelpFormatter

        return RawDescriptionRichHelpFormatter
    return argparse.HelpFormatter
