"""Where in the application a process ended, hung or left: the best that is known of it."""

from __future__ import annotations

import signal
from typing import Any

from forklint.model.place import Place
from forklint.probe.places import shown
from forklint.probe.request import ProbeRequest
from forklint.probe.run import Run
from forklint.probe.stands import Stand, stands


class Whereabouts:
    """Asks one run."""

    def __init__(self, request: ProbeRequest, done: Run) -> None:
        self._request, self._done = request, done

    def of_death(self, pid: int) -> str:
        """`, at app.py:3: os._exit(5)`; empty where nothing is known."""
        ending = self.ending(pid)
        if ending:
            return f", at {self.line(ending)}: {called(ending)}"
        stand = self._stand(pid, crashed=True)
        return f", at {self._at(stand)}" if stand else self._module(pid)

    def of_hang(self, pid: int) -> str:
        """`; it stands at app.py:3 in load`; empty where nothing is known."""
        stand = self._stand(pid)
        return f"; it stands at {self._at(stand)}" if stand else self._module(pid)

    def place(self, pid: int) -> Place:
        """The same as a place, which may be nowhere."""
        ending, stand = self.ending(pid), self._stand(pid, crashed=True)
        if ending:
            return Place(*ending["stack"][-1][:2])
        return Place(stand.file, stand.line) if stand else Place("", 0)

    def ending(self, pid: int) -> dict[str, Any]:
        """What a process was about to do with itself, or another one of the application's with it."""
        own = self._done.record.at(pid).ending
        return own or self._done.record.kills.get(pid, {})

    def fork(self, pid: int) -> str:
        """The line of the last fork of the application's own; empty for none."""
        forks = self._done.record.at(pid).forks
        return self.line(forks[-1]) if forks else ""

    def innermost(self, failed: dict[str, Any]) -> str:
        """The application's line that an exception came from; empty for none."""
        own = [frame for frame in failed["frames"] if frame["application"]]
        return f"{self._shown(own[-1]['file'])}:{own[-1]['line']}" if own else ""

    def way(self, failed: dict[str, Any]) -> list[str]:
        """The application's own frames above that one, innermost first, without repetitions."""
        own = [frame for frame in failed["frames"] if frame["application"]][-2::-1]
        lines = [f"  {self._shown(frame['file'])}:{frame['line']} in {frame['function']}" for frame in own]
        return list(dict.fromkeys(lines))

    def _stand(self, pid: int, crashed: bool = False) -> Stand | None:
        """An application may have told `faulthandler` to write to its standard error."""
        texts = [self._done.diagnosis_of(pid), *([self._done.printed] if crashed else [])]
        found = (stand for text in texts for stand in stands(text, self._request.roots))
        return next(found, None)

    def _module(self, pid: int) -> str:
        file = self._done.record.at(pid).file
        return f", while it executed {self._shown(file)}" if file else ""

    def line(self, told: dict[str, Any]) -> str:
        """`app.py:3`, of a stack that an agent told."""
        file, line = told["stack"][-1][:2]
        return f"{self._shown(file)}:{line}"

    def _at(self, stand: Stand) -> str:
        return f"{self._shown(stand.file)}:{stand.line} in {stand.function}"

    def _shown(self, file: str) -> str:
        return shown(file, self._request.base)


def called(ending: dict[str, Any]) -> str:
    """`os._exit(5)`, `os.kill(SIGTERM)`."""
    event, what = ending["event"], ending["what"]
    name = event if event != "os.exec" else "os.exec*"
    if "kill" in event:
        what = signal_name(what)
    return f"{name}({what})"


def signal_name(number: int) -> str:
    """`SIGSEGV`; its number where it has no name."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
