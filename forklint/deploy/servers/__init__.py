"""What does a command line that starts a server mean? One file for each server, by the programs of its data."""

from __future__ import annotations

import re
from dataclasses import replace

from forklint.deploy.invocation import Invocation, Word
from forklint.deploy.servers.deployed import read_as
from forklint.deploy.servers.registry import PROGRAMS, READERS
from forklint.deploy.servers.start import Start
from forklint.deploy.walk import Tree
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment

_PYTHON = re.compile(r"(?:python|pypy)[\d.]*(?:\.exe)?")


def read(invocation: Invocation, tree: Tree, base: str = "") -> tuple[Deployment, ...]:
    """What a command line serves; nothing where its program is no server that forklint knows.

    `base` is the absolute folder that reported paths are relative to, the tree's top where it is empty. Never raises
    for what is written there: what could not be read is in `Deployment.gaps`.
    """
    words = without_python(invocation.words)
    if not words:
        return ()
    start = Start(replace(invocation, words=words), tree, base or tree.top)
    server = server_of(words[0].text) or PROGRAMS
    return READERS[server]()(start) if server in READERS else read_as(server, start)


def server_of(program: str) -> str:
    """The server that a program or module starts; empty for none."""
    name = re.split(r"[/\\]", program)[-1].removesuffix(".exe")
    return next((server.name for server in servers().values() if name in server.programs), "")


def may_serve(words: tuple[str, ...]) -> bool:
    """Whether a command line can be one that `read` knows: a server's, or that of a Python program."""
    known = bool(words) and bool(server_of(words[0]) or words[0].endswith(".py"))
    return known or (len(words) > 1 and bool(_PYTHON.fullmatch(re.split(r"[/\\]", words[0])[-1])) and "-c" not in words)


def without_python(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`python -u -m gunicorn app:app` is `gunicorn app:app`; a script comes first likewise."""
    if not words or not _PYTHON.fullmatch(re.split(r"[/\\]", words[0].text)[-1]):
        return words
    left = list(words[1:])
    while left and left[0].text.startswith("-") and left[0].text not in ("-m", "-c"):
        takes = left.pop(0).text in ("-W", "-X")
        del left[: 1 if takes else 0]
    return tuple(left[1:] if left and left[0].text == "-m" else left)
