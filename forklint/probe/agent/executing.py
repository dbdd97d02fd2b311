"""What each thread is executing: windows of the application, one inside the other."""

from __future__ import annotations

from _thread import get_ident


class Executing:
    """The windows of all threads; the thread that makes this one is the server's, which loads."""

    def __init__(self) -> None:
        self._loader = get_ident()
        self._open: dict[int, list[str]] = {}

    def begin(self, window: str) -> None:
        """This thread begins a window."""
        self._open.setdefault(get_ident(), []).append(window)

    def end(self) -> None:
        """It ends one."""
        here = self._open[get_ident()]
        here.pop()
        if not here:
            del self._open[get_ident()]

    def innermost(self) -> str:
        """The window that this thread is in; empty for none."""
        here = self._open.get(get_ident())
        return here[-1] if here else ""

    def of_application(self) -> bool:
        """Whether what is new was opened by the application. While the loading thread is outside of all windows the
        server itself is at work, and what another thread of the application finds new may be the server's.
        """
        return get_ident() == self._loader or self._loader in self._open
