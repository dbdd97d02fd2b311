"""What came of one master, from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.probe.channel import NOBODY
from forklint.probe.record import Record


@dataclass(frozen=True, slots=True)
class Run:
    """One master, from start to end."""

    record: Record
    status: int | None
    """Exit status of the master's process where it ended by itself; negative for a signal."""
    looked: bool
    """Whether everything was there to be looked at, or as much as a deadline allowed."""
    late: str
    """The stage whose deadline passed, `exec` where the master became another program; empty for neither."""
    stopped: tuple[int, ...]
    """Processes that were stopped when the deadline passed, so that they could not answer."""
    diagnoses: dict[int, str]
    """Process id -> where it stood when it crashed or was asked, as `faulthandler` writes it."""
    output: tuple[str, ...]
    """The last lines that the application printed."""
    printed: str
    """The same and what came before, as it is."""
    left: tuple[int, ...]
    """Processes that could not be ended."""
    seconds: float

    @property
    def diagnosis(self) -> str:
        """Where the processes stood, one after the other."""
        return "\n".join(self.diagnoses.values())

    def diagnosis_of(self, pid: int) -> str:
        """Where one process stood."""
        return self.diagnoses.get(pid) or self.diagnoses.get(NOBODY, "")
