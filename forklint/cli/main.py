"""The console script: finds the command, and turns errors into one line and an exit status.

Nothing is imported before it is known to be needed: `forklint --version` costs little more than starting Python.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from forklint import __version__
from forklint.cli.streams import complain, open_all
from forklint.errors import CouldNotLook, ForklintError

COULD_NOT_LOOK = 3
INTERRUPTED = 130
BROKEN_PIPE = 141
_FILES, _ROOM = "Raise the limit of open files: `ulimit -n` shows it.", "Make room, or name another folder in TMPDIR."
_LESS = "Let fewer programs run beside it, or raise the limit: `ulimit -a` shows all, a container may have its own."
_RIGHTS = "Run forklint as somebody who may look there, or name something else."
_OUTSIDE = {
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.ENAMETOOLONG: "Name something shorter.",
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.ENOMEM: _LESS,
    errno.EAGAIN: _LESS,
}
"""What the system refuses -> what to do."""


def console() -> NoReturn:
    """The console script: run, and leave at once.

    The process is short: neither collecting cycles nor taking a hundred thousand objects apart at the end is worth it.
    """
    gc.disable()
    open_all()
    status = main()
    with suppress(OSError):  # the reader of standard output may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def main(argv: list[str] | None = None) -> int:
    """Run one command line; the result is the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    try:
        status = _dispatch(arguments)
        sys.stdout.flush()
        return status
    except ForklintError as error:
        return complain(error)
    except KeyboardInterrupt as error:
        return getattr(error, "exit_status", INTERRUPTED)
    except BrokenPipeError:
        # The reader went away. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _refused(error)
    except Exception:  # noqa: BLE001 - Python's own exit status for a traceback, 1, would read as findings
        return _confess()


def _dispatch(arguments: list[str]) -> int:
    first = arguments[0] if arguments else "--help"
    if first in ("--version", "-V"):
        sys.stdout.write(f"forklint {__version__}\n")
        return 0
    from forklint.cli import commands

    if first in commands.COMMANDS:
        return commands.run(first, arguments[1:])
    return commands.run_without_command(arguments or ["--help"])


def _refused(error: OSError) -> int:
    """What the system does not give is no mistake of forklint's."""
    if isinstance(error, FileNotFoundError) and error.filename is None:  # only asking for the current folder fails so
        return complain(CouldNotLook("the current folder does not exist any more", "Change into one that does."))
    if error.errno not in _OUTSIDE:
        return _confess()
    where = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    return complain(CouldNotLook(f"{where}{error.strerror}", _OUTSIDE[error.errno]))


def _confess() -> int:
    import traceback

    traceback.print_exc()
    sys.stderr.write("forklint: this is a mistake in forklint, not in your program; please report it with the above\n")
    return COULD_NOT_LOOK
