"""Makes uWSGI's command line, and becomes uWSGI: the same process, so that the supervisor's master is uWSGI's."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from typing import TYPE_CHECKING, Any

from .chosen import Chosen
from .options import replaced

if TYPE_CHECKING:
    from forklint.probe.agent.agent import Agent

_VARIABLE = "FORKLINT_PROBE"
_INSIDE = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "inside.py")
READY = "forklint_worker_is_ready"


def become(agent: Agent) -> None:
    """Does not return. Raises ValueError and OSError for options that cannot be read."""
    try:
        chosen = Chosen(agent.settings)
        if not chosen.loads:
            chosen.words += entry(agent.settings["entry"])
        binary = find()
        words = [binary, *home(binary, chosen), "--shared-import", _INSIDE, *configured(chosen), *chosen.words]
        words += _own(agent.settings["workers"])
        missing = [name for name in dict.fromkeys(chosen.dropped) if not replaced(name)]
        if missing:
            agent.wire.send("note", text=f"left out of uWSGI's options: {', '.join(missing)}")
        _hand_over(agent.settings, chosen)
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)  # Python ignores them, and uWSGI would inherit that
        os.execv(binary, words)
    except BaseException as error:
        agent.fail("uWSGI's options", error)
        raise


def find() -> str:
    """The binary beside this interpreter, else the one on the PATH."""
    beside = os.path.join(os.path.dirname(sys.executable), "uwsgi")
    found = beside if os.access(beside, os.X_OK) else shutil.which("uwsgi")
    if found is None:
        raise FileNotFoundError("there is no uwsgi beside this Python, nor on the PATH")
    return found


def entry(wanted: dict[str, Any]) -> list[str]:
    """Words that say what is loaded; none where the options do. Raises ValueError for what uWSGI cannot be told."""
    if not wanted["module"]:
        return []
    if wanted["arguments"]:
        raise ValueError(f"uWSGI calls a factory without arguments: {wanted['text']}")
    return ["--module", wanted["text"]]


def home(binary: str, chosen: Chosen) -> list[str]:
    """A binary from elsewhere does not know the virtual environment of the interpreter that was asked for."""
    elsewhere = os.path.dirname(binary) != os.path.dirname(sys.executable)
    given = chosen.names & {"home", "virtualenv", "venv", "pyhome"}
    return ["--home", sys.prefix] if elsewhere and not given and sys.prefix != sys.base_prefix else []


def configured(chosen: Chosen) -> list[str]:
    """Words for what was read, in a file without a name: secrets in it do not come onto the command line."""
    if not chosen.options:
        return []
    lines = ["[uwsgi]", *(f"{name} = {value}" for name, value in chosen.options), ""]
    with tempfile.TemporaryFile() as stream:
        stream.write("\n".join(lines).encode("utf-8", "surrogateescape"))
        stream.seek(0)
        copy = os.dup(stream.fileno())
    os.set_inheritable(copy, True)
    return ["--ini", f"fd://{copy}"]


def _own(workers: int) -> list[str]:
    """What makes it a probe; `die-on-term`, because a master that is asked to end would start itself afresh."""
    words = ["--master", "--processes", str(workers), "--socket", "127.0.0.1:0", "--die-on-term"]
    return [*words, "--hook-accepting-once", f"rpc:{READY}"]


def _hand_over(settings: dict[str, Any], chosen: Chosen) -> None:
    inside = {"variables": chosen.variables, "python": list(sys.version_info[:2])}
    os.environ[_VARIABLE] = json.dumps({**settings, "inside": inside})
