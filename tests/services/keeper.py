"""Run as `python -m tests.services.keeper NAME FOLDER OWNER DEADLINE`: starts a server, stays beside it, ends it.

It is a process of its own so that the server goes whatever becomes of pytest: it ends the server and removes the folder
when it gets SIGTERM, and also when the process OWNER is gone. The program prints one line, a `Service` or
`{"error": …}`, and returns; the keeper stays.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import psutil

from tests.services import processes
from tests.services.attempt import Started, bring_down, bring_up
from tests.services.catalog import RECIPES
from tests.services.recipe import Recipe
from tests.services.service import ServiceError

RECORD = "keeper"


def main() -> None:
    """The first process prints what the second, which stays, has to say."""
    name, folder, owner = sys.argv[1], Path(sys.argv[2]), psutil.Process(int(sys.argv[3]))
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            sys.stdout.write(said.read().decode())
        return
    os.close(reading)
    detach(folder)
    keep(replace(RECIPES[name], deadline=float(sys.argv[4])), folder, owner, writing)


def detach(folder: Path) -> None:
    """A session of its own, nothing of the terminal; the record says whom to ask to stop."""
    os.setsid()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    (folder / RECORD).write_text(f"{os.getpid()}\n", encoding="utf-8")
    log = os.open(folder / "keeper.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for number in (0, 1, 2):
        os.dup2(log, number)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)


def stop(*_: object) -> NoReturn:
    """Leave `keep` through its `finally`."""
    raise SystemExit


def keep(recipe: Recipe, folder: Path, owner: psutil.Process, writing: int) -> None:
    """Start, tell, wait for the owner's end, clean up. Whatever happens between, the end is the same."""
    started: Started = []
    try:
        tell(writing, bring_up(recipe, folder, started).to_json())
        processes.wait(lambda: processes.gone(owner), float("inf"), pause=0.5)
    except ServiceError as error:
        tell(writing, json.dumps({"error": str(error)}))
    except Exception:
        tell(writing, json.dumps({"error": traceback.format_exc()}))
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        bring_down(recipe, started)
        shutil.rmtree(folder, ignore_errors=True)
        if processes.gone(owner):
            forget_run(folder.parent)
    os._exit(0)


def forget_run(top: Path) -> None:
    """The folder of a run that nobody tidies up any more: the last keeper removes it."""
    with contextlib.suppress(OSError):
        if not any(path.is_dir() for path in top.iterdir()):
            for lock in top.glob("*.lock"):
                lock.unlink()
            top.rmdir()


def tell(writing: int, text: str) -> None:
    """Say it and hang up: the first process prints it and returns."""
    os.write(writing, text.encode())
    os.close(writing)


if __name__ == "__main__":
    main()
