"""A folder of our own, the household that removes it, what its processes print: whatever ends us, nothing is left."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from forklint.errors import CouldNotLook
from forklint.probe.household import Household
from forklint.probe.output import Output


@dataclass(frozen=True, slots=True)
class House:
    """Where one master lives."""

    folder: Path
    household: Household
    output: Output

    def listen(self) -> None:
        """Take in what is printed, and who has ended; does not wait."""
        while self.output.open and self.output.read():
            pass
        if self.household.open:
            self.household.hear()


@contextmanager
def housed() -> Iterator[House]:
    """One for as long as it is needed. Raises CouldNotLook where it cannot be made."""
    with (
        own_folder() as folder,
        closing(Household(folder, Path(folder).name)) as household,
        closing(Output(household.output)) as output,
    ):
        yield House(Path(folder), household, output)


def own_folder() -> tempfile.TemporaryDirectory[str]:
    """A temporary one. Raises CouldNotLook where none can be made."""
    try:
        return tempfile.TemporaryDirectory(prefix="forklint-", ignore_cleanup_errors=True)
    except OSError as error:
        what = f"no temporary folder can be made: {error.strerror}"
        raise CouldNotLook(what, "Make room, or name a folder that can be written to in TMPDIR.") from error
