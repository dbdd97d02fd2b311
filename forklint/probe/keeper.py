"""The parent of a master: a small process between it and forklint, by which nothing is left, whatever happens.

It adopts whoever loses its parent below it (Linux), so that every process that a probe has started, detached or not,
is its descendant, and nobody else's is. It ends them all once its standard input is closed, which the system does
where forklint itself was killed. It is executed by its path, with the standard library alone.

Standard input: an order (`household.encoded`), then any byte for a master that may leave by itself. Standard output:
lines `started PID` or `failed ERRNO`, `ended STATUS`, `left PID ...`. Standard error becomes the master's output.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time

LINUX = sys.platform.startswith("linux")
_IGNORED = (
    signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP, signal.SIGUSR1, signal.SIGUSR2
)  # fmt: skip
"""What an application may send to its parent, or a terminal to everybody."""
_END_SECONDS = 8.0
_SUBREAPER, _PARENT_DEATH = 36, 1


class Keeper:
    """Keeps one master."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._master = 0
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)
        self.adopts = _prctl(_SUBREAPER, 1)
        """Whether orphans below us come to us; else who has the mark is looked for once we have ended."""
        self._woken, writing = os.pipe()
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)

    def start(self, order: list[bytes]) -> None:
        """Start the master, and say how that went."""
        reading, writing = os.pipe()
        self._master = os.fork()
        if self._master == 0:
            _become(order, writing)
        os.close(writing)
        failed = os.read(reading, 16)
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # so that the output ends with those who write to it
        _say(b"failed " + failed if failed else b"started %d" % self._master)

    def keep(self) -> None:
        """Until standard input is closed. Whoever ends is waited for, so that no zombie is left."""
        while True:
            ready = select.select([0, self._woken], [], [])[0]
            if self._woken in ready:
                os.read(self._woken, 4096)
                self._collect()
            if 0 in ready:
                if not os.read(0, 16):
                    return
                if self._master:
                    _send(self._master, signal.SIGTERM)

    def end(self) -> None:
        """Stop all first, again and again until none is new, so that nobody forks another while its relatives die."""
        until = time.monotonic() + _END_SECONDS
        stopped: set[int] = set()
        while members := self._members():
            if time.monotonic() > until:
                _say(b"left " + b" ".join(b"%d" % pid for pid in sorted(members)))
                return
            fresh = members - stopped
            for pid in fresh or members:
                _send(pid, signal.SIGSTOP if fresh else signal.SIGKILL)
            stopped |= fresh
            time.sleep(0 if fresh else 0.002)

    def _members(self) -> set[int]:
        if not LINUX:
            self._collect()
            return _elsewhere(self._mark)
        return _below() if self._collect() else set()

    def _collect(self) -> bool:
        """Take in who has ended; whether we have children left."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if not pid:
                return True
            if pid == self._master:
                self._master = 0
                _say(b"ended %d" % status)


def _become(order: list[bytes], writing: int) -> None:
    """In the child: be the master, which dies when the keeper does (Linux). Does not return."""
    try:
        os.setsid()
        _prctl(_PARENT_DEATH, signal.SIGKILL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        signal.set_wakeup_fd(-1)
        for number in (*_IGNORED, signal.SIGCHLD, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        os.chdir(order[0])
        count = 2 + int(order[1])
        os.execvpe(order[2], order[2:count], dict(line.partition(b"=")[::2] for line in order[count:]))
    except OSError as error:
        os.write(writing, b"%d" % (error.errno or 0))
    finally:
        os._exit(127)


def _below() -> set[int]:
    """Our descendants (Linux), dead ones too."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 - nothing is imported that is not needed
        if name.isdigit():
            children.setdefault(_parent(name), []).append(int(name))
    found: set[int] = set()
    waiting = [os.getpid()]
    while waiting:
        fresh = set(children.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found


def _parent(name: str) -> int:
    try:
        with open(f"/proc/{name}/stat", "rb") as stream:  # noqa: PTH123
            return int(stream.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError, ValueError):  # it has ended
        return -1


def _elsewhere(mark: str) -> set[int]:
    """Where orphans cannot be adopted: our descendants, and whoever has the mark in its environment."""
    import psutil

    found = {process.pid for process in psutil.Process().children(recursive=True)}
    for process in psutil.process_iter():
        try:
            if any(mark in value for value in process.environ().values()):
                found.add(process.pid)
        except (psutil.Error, OSError):
            continue
    found.discard(os.getpid())
    return {pid for pid in found if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE}


def _send(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except OSError:
        return


def _say(line: bytes) -> None:
    try:
        os.write(1, line + b"\n")
    except OSError:  # forklint is gone
        return


def _order() -> list[bytes]:
    """Empty where forklint went away before it gave one."""
    size, body = b"", b""
    while not size.endswith(b"\n"):
        size += os.read(0, 1) or b"0\n"
    while len(body) < int(size):
        more = os.read(0, int(size) - len(body))
        if not more:
            return []
        body += more
    return body.split(b"\0") if body else []


def _remove(folder: str) -> None:
    if os.path.lexists(folder):
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def _prctl(option: int, value: int) -> bool:
    if not LINUX:
        return False
    import ctypes

    return bool(ctypes.CDLL(None).prctl(option, value, 0, 0, 0) == 0)


def main(folder: str, mark: str) -> int:
    """Take an order, keep the master until nobody wants it any more, end everything, remove the folder.

    The result is the exit status: 1 where somebody may have got away.
    """
    keeper = Keeper(mark)
    order = _order()
    if order:
        keeper.start(order)
        keeper.keep()
        keeper.end()
    _remove(folder)
    return int(LINUX and not keeper.adopts)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
