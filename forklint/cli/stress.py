"""`forklint stress`: the same requests to the application as it is deployed, and not preloaded."""

from __future__ import annotations

import argparse
from dataclasses import replace

from forklint.check import CheckRequest
from forklint.cli import probing, stressload
from forklint.cli.bar import bar
from forklint.cli.commands import Command
from forklint.cli.ending import orderly
from forklint.cli.options import add_color, add_format, add_preload, add_target, request, wants_color
from forklint.cli.progress import progress
from forklint.cli.streams import standard_output
from forklint.errors import UsageError

DESCRIPTION = """Starts the application under its real server twice, side by side on loopback:
the reference, in which each worker loads the application, and the subject, which
preloads as it is deployed. Sends the same concurrent requests to both, and shows
the answers that the reference never gave. Each round starts both afresh.

The application is executed, with its services: send requests that may be repeated."""

EPILOG = """servers: gunicorn, uwsgi; what stands after -- goes to the server:
  forklint stress shop:app --path /q -- -k gthread --threads 8

exit status:
  0  every answer is one that the reference gives too
  1  the subject misbehaves (with a repair: the repaired one does)
  2  usage or configuration
  3  the reference misbehaves or varies itself, or nothing could be started"""


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EPILOG
    add_target(parser)
    add_preload(parser)
    stressload.add_options(parser)
    started = parser.add_argument_group("servers")
    probing.add_options(started)
    probing.add_python(started, "the one that runs forklint")
    told = "gunicorn's configuration file; given twice, the second is the repair"
    started.add_argument("-c", "--config", action="append", default=[], metavar="FILE", help=told)
    told = "the folder with the repaired application: before and after are shown side by side"
    started.add_argument("--repair", metavar="FOLDER", help=told)
    add_format(parser, ["full", "json"], "full")
    add_color(parser)
    told = "do not look with a probe for what explains the answers"
    parser.add_argument("--no-probe", action="store_true", help=told)


def _run(options: argparse.Namespace) -> int:
    from forklint.check.stressing import Experiment, explained, stressed
    from forklint.report.stress import document
    from forklint.report.terminal.stress import write

    asked, repaired = _requests(options)
    how = probing.options_of(options, asked)
    experiment = Experiment(asked, how, stressload.load_of(options), options.workers, repaired)
    with orderly():
        with bar() as moved:
            done = stressed(experiment, moved)
        with progress() as notice:
            told = explained(experiment, done, notice) if not options.no_probe else None
    stream = standard_output(utf8=options.output_format == "json")
    report, unexplained = (told.report, told.unexplained) if told else (None, "")
    if options.output_format == "json":
        stream.write(document(done, report, unexplained))
    else:
        write(done, report, unexplained, asked.cwd, stream, wants_color(options))
    return int(done.misbehaves)


def _requests(options: argparse.Namespace) -> tuple[CheckRequest, CheckRequest | None]:
    """Of the subject, and of its repair. Raises UsageError where there are more than one."""
    first, *others = options.config or [""]
    if len(others) + bool(options.repair) > 1:
        raise UsageError("there is more than one repair", "Give --config twice, or --repair.")
    asked = replace(request(options), configuration=first)
    if others:
        return asked, replace(asked, configuration=others[0])
    if not options.repair:
        return asked, None
    folder = (asked.cwd / options.repair).resolve()
    if not folder.is_dir():
        hint = "Name the one that the server is started in."
        raise UsageError(f"--repair: there is no folder {options.repair}", hint)
    if folder == asked.cwd.resolve():
        hint = "Name the folder of a repaired copy; or give --config twice, where only that differs."
        raise UsageError(f"--repair: {options.repair} is the application itself", hint)
    return asked, replace(asked, cwd=folder)


COMMAND = Command(DESCRIPTION, _configure, _run, takes_rest=lambda arguments: True)
