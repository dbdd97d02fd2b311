"""Who opened what: for each descriptor, native task and thread that is new since the baseline, the line that made it.

Two sources. An audit event (`socket.connect`, `open`, a thread's start) tells the stack at the very moment. What C code
opens raises no event: it is noticed at the next *window* boundary, where a module or a hook begins or ends. Where such
a window is a module of the application, only a second load can tell the line: the origin is then not `exact`.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from . import descriptors
from .executing import Executing
from .frames import Frames
from .guarded import undisturbing

if TYPE_CHECKING:
    from .lines import Watch

Origin = dict[str, Any]
"""`stack`: the application's frames, outermost first. `via`: the module that they call. `event`, `what`: how it was
seen. `exact`: whether the innermost frame is the line that made it. `window`: the file of the application that was
being executed.
`through`: all modules called, nearest first. `order`: grows with time."""


class Ledger:
    """What was opened since the baseline, and by which line."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.active = False
        self.baseline: dict[int, tuple[int, int]] = {}
        self.baseline_threads: set[int] = set()
        self.imported: dict[str, list[list[object]]] = {}
        """The application's files -> the frames that imported them."""
        self.spawned: list[dict[str, Any]] = []
        """Child processes and forks of the application's own making, in order."""
        self.registered: list[dict[str, Any]] = []
        """Exit and signal handlers that the application registered."""
        self.made: list[dict[str, Any]] = []
        """Temporary files and folders that the application made."""
        self.watch: Watch | None = None
        """Follows lines, in a second load."""
        self.sought = ""
        """The address that was asked for last."""
        self.troubles: list[str] = []
        """What went wrong in a look, and could not be told there."""
        self.standing: Callable[[str], None] = lambda file: None
        """Hears which file is executed from now on."""
        self._order = 0
        self._executing = Executing()
        self._sockets: list[tuple[weakref.ref[Any], Origin]] = []
        self._opened: dict[str, Origin] = {}
        """By the path that was given: an application opens many files, and few of them are open at the fork."""
        self._files: dict[str, Origin] = {}
        """By the path that the system has."""
        self._threads: dict[int, tuple[weakref.ref[Any], Origin]] = {}
        self._seen: dict[int, tuple[int, int]] = {}
        self._tasks: dict[int, Origin | None] = {}
        self._origins: dict[int, tuple[tuple[int, int], Origin]] = {}
        self._glance = (0, 0)

    def begin(self) -> None:
        """Take the baseline: what is open now is nobody's fault."""
        self._seen = descriptors.identities()
        self._tasks = dict.fromkeys(descriptors.tasks())
        self.baseline_threads = {id(thread) for thread in living_threads()}
        self.baseline = dict(self._seen)
        self._glance = descriptors.glance()
        self.active = True

    @undisturbing
    def enter(self, window: str) -> None:
        """A module, or a hook of the server, begins."""
        if self.watch is not None:
            self.watch.enter(window)
        self.look()
        self._executing.begin(window)
        self.standing(window)

    @undisturbing
    def leave(self, library: str = "") -> None:
        """It ends; `library` is the module that was executed, where that is none of the application's."""
        if self.watch is not None:
            self.watch.leave(library)
        self.look(library=library)
        self._executing.end()
        self.standing(self._executing.innermost())

    @undisturbing
    def look(self, stack: list[list[object]] | None = None, exact: bool = True, library: str = "") -> None:
        """Explain what is new since the last look; `stack` is given where the line is known, `exact` for certain."""
        if self.active and self._executing.of_application():
            now = descriptors.glance()
            if now != self._glance:
                self._glance = now
                self.explain(stack, exact, library)

    def differs(self, now: tuple[int, int]) -> bool:
        """Whether a glance shows more or fewer descriptors or tasks than the last look."""
        return now != self._glance

    def newborn(self) -> set[int]:
        """Native tasks that no look has seen."""
        return descriptors.tasks() - self._tasks.keys()

    def known_tasks(self) -> list[int]:
        """Native tasks that a look has seen, dead ones too."""
        return list(self._tasks)

    @undisturbing
    def explain(self, stack: list[list[object]] | None = None, exact: bool = True, library: str = "") -> None:
        """Compare descriptors and tasks with the last look, and give each new one its origin."""
        now = descriptors.identities()
        fresh = [number for number, identity in now.items() if self._seen.get(number) != identity]
        if fresh:
            window = self._window_origin(stack, exact, library)
            for number in fresh:
                self._origins[number] = (now[number], self._recorded(number) or window)
        self._seen = now
        self._explain_tasks(stack, exact, library)

    def _explain_tasks(self, stack: list[list[object]] | None, exact: bool, library: str) -> None:
        fresh = [task for task in descriptors.tasks() if task not in self._tasks]
        if fresh:
            started = {thread.native_id: self.thread_origin(thread) for thread in living_threads()}
            window = self._window_origin(stack, exact, library)
            self._tasks.update((task, started.get(task) or window) for task in fresh)

    def origin(self, number: int, identity: tuple[int, int]) -> Origin | None:
        """Who opened this descriptor; None where it is older than the baseline."""
        known = self._origins.get(number)
        if known is None or known[0] != identity:
            return None
        return self._recorded(number) or known[1]

    def task_origin(self, task: int) -> Origin | None:
        """Who started this native thread; None where it is older than the baseline."""
        return self._tasks.get(task)

    def thread_origin(self, thread: object) -> Origin | None:
        """Who started this Python thread; None where no event told."""
        known = self._threads.get(id(thread))
        return known[1] if known is not None and known[0]() is thread else None

    # What the audit hook tells.

    def socket(self, made: object, event: str, address: object = None) -> None:
        """A socket is made, bound or connected."""
        if event == "socket.connect":
            self.sought = _address(address)
        try:
            reference = weakref.ref(made)
        except TypeError:
            return
        self._sockets.append((reference, self.here(event, _address(address))))
        if len(self._sockets) > 4096:
            self._sockets = [entry for entry in self._sockets if entry[0]() is not None]

    def file(self, path: object, event: str) -> None:
        """A file is opened by its path."""
        if isinstance(path, (str, bytes, os.PathLike)):
            path = os.fsdecode(path)
            self._opened[path] = self.here(event, path)

    def thread(self, function: object, event: str) -> None:
        """A Python thread is started."""
        owner = getattr(function, "__self__", None)
        if owner is not None:
            self._threads[id(owner)] = (weakref.ref(owner), self.here(event, ""))

    def allocation(self, stack: list[list[object]], exact: bool) -> Origin:
        """The origin of objects that a line has made."""
        return self._origin(stack, [], "allocation", "", exact)

    def spawn(self, event: str, what: str) -> None:
        """A process is started or forked."""
        self.spawned.append(self.here(event, what))
        self._glance = (-1, -1)  # pipes to a child take the numbers of others: a count alone would not show them

    def here(self, event: str, what: str, frame: FrameType | None = None) -> Origin:
        """The origin of what happens right now on this thread."""
        stack, called = self.frames.stack(frame)
        if not stack:
            started = self.thread_origin(threading._active.get(threading.get_ident()))  # type: ignore[attr-defined]
            if started is not None:
                return {**started, "event": event, "what": what}
        return self._origin(stack, called, event, what, bool(stack))

    def _window_origin(self, stack: list[list[object]] | None, exact: bool, library: str) -> Origin:
        if stack is not None:
            return self._origin(stack, [], "line", "", exact)
        found, called = self.frames.stack()
        inside = self._executing.innermost()
        exact = bool(found and inside) and not self.frames.application(inside)
        return self._origin(found, called or ([library] if library else []), "window", "", exact)

    def _origin(self, stack: list[list[object]], called: list[str], event: str, what: str, exact: bool) -> Origin:
        self._order += 1
        origin = {"stack": stack, "event": event, "what": what, "exact": exact, "order": self._order}
        window = self._executing.innermost()
        of = window if self.frames.application(window) else ""
        return {**origin, "via": called[0] if called else "", "through": called[:8], "window": of}

    def _recorded(self, number: int) -> Origin | None:
        """What an event told of this descriptor: the newest socket object that holds it, or its file's opening."""
        for entry in reversed(self._sockets):
            made = entry[0]()
            if made is not None and _number(made) == number:
                told: Origin = entry[1]
                return told
        try:
            link: str = os.readlink(f"{descriptors.FOLDER}/{number}")
        except OSError:
            return None
        while self._opened:
            path, origin = self._opened.popitem()
            self._files[os.path.realpath(path)] = origin
        return self._files.get(link)


def living_threads() -> list[Any]:
    """Python's own list of its threads, without a method that the application may have replaced."""
    return list(threading._active.values())  # type: ignore[attr-defined]


def _number(made: object) -> int:
    """The descriptor of a socket object, without asking a method that the application may have replaced."""
    import _socket

    try:
        return _socket.socket.fileno(made)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return -1


def _address(address: object) -> str:
    if isinstance(address, tuple):
        return ":".join(map(str, address[:2]))
    return address if isinstance(address, str) else ""
