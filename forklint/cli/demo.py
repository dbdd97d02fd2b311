"""`forklint demo`: the whole story, with real servers and the real commands."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forklint.cli.commands import Command
from forklint.cli.ending import Ended, orderly
from forklint.cli.main import main
from forklint.cli.options import add_color, wants_color
from forklint.cli.streams import standard_output
from forklint.demo.application import DATABASE, FAULTY, copied
from forklint.demo.database import MIMIC, SERVERS, start, variables
from forklint.demo.story import ACTS, Act, Scene
from forklint.errors import CouldNotLook, UsageError
from forklint.model.words import plural
from forklint.probe.housing import housed
from forklint.report.terminal.page import Page

DESCRIPTION = """Tells the whole story in five acts: an application whose answers are sometimes
wrong, the line that is to blame, the proof, the wrong answers, the repair. All
servers are real, on loopback, and gone afterwards; no database is needed."""

NEEDED = {
    "dbutils": "DBUtils", "flask": "Flask", "gunicorn": "gunicorn", "pymysql": "PyMySQL", "urllib3": "urllib3"
}  # fmt: skip
"""Module -> distribution."""
_MIMIC = {"mysql_mimic": "mysql-mimic"}
PORT = 33060
"""Of a database that is started by hand."""
_STOPPED = 128
"""Exit statuses from here on are of commands that somebody has ended."""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keep", metavar="FOLDER", help="leave the application there, to play with")
    listed = " | ".join(f"{server} (default)" if server == MIMIC else server for server in SERVERS)
    parser.add_argument("--server", choices=SERVERS, default=MIMIC, metavar="SERVER", help=f"the database: {listed}")
    add_color(parser)


def _run(options: argparse.Namespace) -> int:
    _require_packages(options.server)
    began = time.monotonic()
    page = Page(standard_output(), wants_color(options))
    with orderly(), housed() as house:
        folder = _made(options.keep) if options.keep else house.folder
        copied(folder)
        with _environment(start(options.server, folder / DATABASE, house)):
            for number, act in enumerate(ACTS, 1):
                _title(page, number, act)
                for scene in act.scenes:
                    _show(page, scene, folder / act.folder, options.color)
        _end(page, time.monotonic() - began, folder if options.keep else None)
    return 0


def _require_packages(server: str) -> None:
    needed = {**NEEDED, **(_MIMIC if server == MIMIC else {})}
    missing = [name for module, name in needed.items() if importlib.util.find_spec(module) is None]
    if missing:
        raise CouldNotLook(f"the demo needs {', '.join(missing)}", "Install them: pip install 'forklint[demo]'")


def _made(keep: str) -> Path:
    """The folder to keep, made where it is missing."""
    try:
        Path(keep).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--keep: {keep} cannot be made: {error.strerror}", "Name another folder.") from error
    return Path(keep).resolve()


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """What the application finds, and this process's folder and environment again afterwards."""
    before, folder = dict(os.environ), Path.cwd()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)


def _title(page: Page, number: int, act: Act) -> None:
    page.line((f"{number}. {act.title}", "bold magenta"))
    page.blank()
    page.prose(act.text)
    page.blank()


def _show(page: Page, scene: Scene, folder: Path, color: str) -> None:
    """A file; or a command, again where chance has hidden what it is to show.

    Raises CouldNotLook where it ends in another way than the story has it.
    """
    os.chdir(folder)
    if scene.file:
        _prompt(page, folder, f"cat {scene.file}")
        for line in Path(scene.file).read_text(encoding="utf-8").splitlines():
            page.line(line)
        page.blank()
        return
    told = " ".join(scene.command)
    for attempt in range(scene.attempts):
        if attempt:
            page.prose("Chance has spared every answer this time: once more.", style="bold")
        _prompt(page, folder, f"forklint {told}")
        status = main([*scene.command, "--color", color])
        page.blank()
        if status >= _STOPPED:
            raise Ended(status - _STOPPED)
        if status == scene.status:
            return
    what = f"the story went wrong: `forklint {told}` ended with status {status}, not {scene.status}"
    raise CouldNotLook(what, f"It was run {plural(scene.attempts, 'time')}; what it printed stands above.")


def _prompt(page: Page, folder: Path, command: str) -> None:
    page.line((f"{folder.name}$ ", "green"), (command, "bold"))
    sys.stdout.flush()


def _end(page: Page, seconds: float, kept: Path | None) -> None:
    page.line((f"That was the whole story, in {seconds:.0f} seconds.", "bold green"))
    if kept is None:
        page.prose("`forklint demo --keep FOLDER` leaves the application there, to play with.")
        return
    page.prose(f"The application is in {kept}; its database has ended. To go on playing:")
    settings = " ".join(f"{name}={value}" for name, value in variables(PORT).items())
    page.line(f"cd {shlex.quote(str(kept / FAULTY))}", indent=2)
    page.line(f"{shlex.quote(sys.executable)} ../{DATABASE} {PORT} &", indent=2)
    page.line(f"export {settings}", indent=2)
    page.line("forklint stress shop.app:app --path /q --repair ../shop_repaired", indent=2)


COMMAND = Command(DESCRIPTION, _configure, _run)
