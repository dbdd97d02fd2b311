"""What stands before a server on a command line: `exec`, `env X=1`, `poetry run`, `python -m`, `gosu app`, ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.wrapper_table import WRAPPERS
from forklint.deploy.servers import server_of

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=", re.ASCII)
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*w?")
_PLACEHOLDER = re.compile(r"\$\w+|\$\{\w+\}|\{\{ \}\}")
_SHELL = re.compile(r"(?:ba|da|a|z|k)?sh")
_WITH_SCRIPT = frozenset({"eval"})


@dataclass(frozen=True, slots=True)
class Start:
    """What a command line starts in the end."""

    words: tuple[Argument, ...] = ()
    environment: dict[str, Argument] = field(default_factory=dict)
    script: Argument | None = None
    """The text of a shell that it starts (`sh -c "..."`); `words` are then that shell's arguments."""
    sources: bool = False
    """Whether `words` name a shell's script, whatever its name (`bash start`, `. ./env`)."""


def unwrapped(words: Sequence[Argument]) -> Start:
    """Take off everything before the program that counts."""
    left, environment = list(words), dict[str, Argument]()
    while left:
        name = left[0].name
        if _ASSIGNMENT.match(left[0].text):
            key, _, value = left.pop(0).text.partition("=")
            environment[key] = Argument(value, words[0].known)
        elif name == "env":
            left = _after_options(left[1:], frozenset({"-u", "--unset", "-C", "--chdir"}))
        elif name == "su":
            return Start((), environment, _valued(left, "-c") or _valued(left, "--command"))
        elif _SHELL.fullmatch(name):
            return _shell(left, environment)
        elif name in _WITH_SCRIPT:
            return Start((), environment, Argument(" ".join(word.script for word in left[1:])))
        elif name in ("source", ".") and len(left) > 1:
            return Start(tuple(left[1:]), environment, sources=True)
        elif (inner := _inner(name, left)) is not None:
            left = inner
        else:
            break
    return Start(tuple(left), environment)


def _inner(name: str, words: list[Argument]) -> list[Argument] | None:
    """The command line inside this one; None where there is none."""
    if _PYTHON.fullmatch(name):
        return _python(words)
    if not words[0].known and _PLACEHOLDER.fullmatch(words[0].text):
        return words[1:] or None  # `$PREFIX gunicorn ...`
    if name == "command" and len(words) > 1 and words[1].text in ("-v", "-V"):
        return None
    wrapper = WRAPPERS.get(name.removesuffix(".sh"))
    if wrapper is None:
        return _after_dashes(words)
    left = _after_options(words[1:], wrapper.valued) if not wrapper.command else words[1:]
    for expected in wrapper.command:
        at = next((number for number, word in enumerate(left) if word.text == expected), None)
        if at is None:
            return None
        left = left[at + 1 :]
    left = _after_options(left, wrapper.valued)[wrapper.operands :]
    return _after_options(left, frozenset())


def _python(words: list[Argument]) -> list[Argument] | None:
    """`python -m gunicorn` and `python /venv/bin/gunicorn` start gunicorn; `python -m shop` and `python a.py` stay."""
    left = _after_options(words[1:], frozenset({"-W", "-X"}), stop=("-m", "-c"))
    if len(left) > 1 and left[0].text == "-m":
        program = _program(left[1])
        return [program, *left[2:]] if program.text in WRAPPERS or server_of(program.text) else None
    if left and "/bin/" in left[0].text and not left[0].text.endswith(".py"):
        return left
    return None


def _program(module: Argument) -> Argument:
    """The program that a module is also installed as: `gunicorn.app.wsgiapp`, `newrelic.admin`, ..."""
    whole = {"newrelic": "newrelic-admin", "ddtrace": "ddtrace-run", "waitress": "waitress-serve", "daphne": "daphne"}
    top = module.text.partition(".")[0]
    return Argument(whole.get(top, top), module.known)


def _shell(words: list[Argument], environment: dict[str, Argument]) -> Start:
    """`sh -c TEXT` or `sh FILE`."""
    for number, word in enumerate(words[1:], 1):
        if word.text in ("-o", "+o", "-O"):
            continue
        if re.fullmatch(r"-[a-z]*c", word.text):
            rest = words[number + 1 :]
            return Start(tuple(rest[2:]), environment, rest[0]) if rest else Start()
        if not word.text.startswith(("-", "+")) and words[number - 1].text not in ("-o", "+o", "-O"):
            return Start(tuple(words[number:]), environment, sources=True)
    return Start()


def _after_options(words: list[Argument], valued: frozenset[str], stop: tuple[str, ...] = ()) -> list[Argument]:
    left = list(words)
    while left and left[0].text.startswith("-") and left[0].text not in stop:
        option = left.pop(0).text
        if option == "--":
            break
        if option in valued and left:
            left.pop(0)
    return left


def _after_dashes(words: list[Argument]) -> list[Argument] | None:
    """A program that waits for something, or sets something up, and then starts what stands after `--`."""
    at = next((number for number, word in enumerate(words) if word.text == "--"), 0)
    waits = words[0].name.startswith(("wait", "start", "with", "run"))
    return words[at + 1 :] if at and waits else None


def _valued(words: list[Argument], option: str) -> Argument | None:
    for word, value in pairwise(words):
        if word.text == option:
            return value
    return None
