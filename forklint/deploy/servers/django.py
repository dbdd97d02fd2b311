"""`manage.py COMMAND`: the commands of Django, and of packages for it, that serve something.

https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver
"""

from __future__ import annotations

from dataclasses import dataclass

from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import Named, of_file
from forklint.deploy.servers.start import Start
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary


@dataclass(frozen=True, slots=True)
class _Command:
    """What a command does with the project that Django has loaded for it."""

    preload: Ternary
    why: str = ""


_COMMANDS = {
    "runserver": _Command(Ternary.NO),
    "runserver_plus": _Command(Ternary.NO),
    "rqworker": _Command(Ternary.YES, "each job is a fork of the process that has loaded the project"),
    "rqworker-pool": _Command(Ternary.YES, "each job is a fork of the process that has loaded the project"),
    "qcluster": _Command(Ternary.YES, "its workers are forked where that is Python's start method"),
    "run_huey": _Command(Ternary.UNKNOWN, "HUEY in the settings says whether its workers are processes"),
    "rundramatiq": _Command(Ternary.NO, "it starts dramatiq, whose processes load the project themselves"),
    "runworker": _Command(Ternary.NO, "Channels' worker is one process"),
}


def read(start: Start) -> tuple[Deployment, ...]:
    """A command that serves; of others nothing."""
    line = start.line("django")
    command = _COMMANDS.get(line.rest[0].text) if line.rest else None
    if command is None:
        return ()
    program = start.invocation.words[0].text
    entry = of_file(start, program, "") if program.endswith(".py") else Named()
    return (deployed(start, "django", line, entry, command.preload, command.why or servers()["django"].why),)
