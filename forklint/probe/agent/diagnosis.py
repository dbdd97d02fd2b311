"""Where Python stands when it crashes, or when the supervisor asks with a signal: `faulthandler` says so in C."""

from __future__ import annotations

import faulthandler
import signal
from typing import Any

from .wire import Wire


class Diagnosis:
    """Keeps this process able to answer, whatever the application does with signals and descriptors."""

    def __init__(self, wire: Wire, number: int) -> None:
        self._wire = wire
        self._number = number
        wire.opened = self.begin

    def begin(self) -> None:
        """Answer on the wire's descriptor, whichever that is now."""
        faulthandler.enable(file=self._wire.descriptor, all_threads=True)
        self._answer()

    def keep(self) -> None:
        """Leave our signal out where the application handles, ignores or blocks all that there are."""
        set_handler, set_mask = signal.signal, signal.pthread_sigmask

        def handle(number: Any, handler: Any) -> Any:
            before = set_handler(number, handler)
            if number == self._number:
                self._answer()
            return before

        def pthread_sigmask(how: Any, mask: Any) -> Any:
            blocks = how in (signal.SIG_BLOCK, signal.SIG_SETMASK)
            return set_mask(how, {one for one in mask if one != self._number} if blocks else mask)

        handle.__name__ = handle.__qualname__ = "signal"
        module: Any = signal
        module.signal, module.pthread_sigmask = handle, pthread_sigmask

    def _answer(self) -> None:
        faulthandler.unregister(self._number)
        faulthandler.register(self._number, file=self._wire.descriptor, all_threads=True, chain=False)
