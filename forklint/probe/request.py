"""What is asked of one probe."""

from __future__ import annotations

from dataclasses import dataclass, field

from forklint.model.deployment import Entry


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """One master to start, fork and look at."""

    entry: Entry
    folder: str
    """Absolute folder that the server is started in."""
    base: str
    """Absolute folder that reported paths are relative to."""
    roots: tuple[str, ...]
    """Absolute folders that hold the application's own files."""
    server: str = "generic"
    """Name of the driver."""
    configuration: str = ""
    """Absolute path of the server's configuration file; empty for none."""
    arguments: tuple[str, ...] = ()
    """Further arguments of the server's command line, as the user gave them."""
    python: str = ""
    """Interpreter of the application; empty for the running one."""
    load_timeout: float = 60.0
    """Seconds that the master may take to load the application."""
    timeout: float = 10.0
    """Seconds for each stage after the load."""
    workers: int = 2
    environment: tuple[tuple[str, str], ...] = ()
    """Variables set on top of the current environment."""
    modules: tuple[str, ...] = field(default=())
    """Modules that the master imports before the entry (a forkserver's preload list)."""

    @property
    def path(self) -> list[str]:
        """Where modules are looked for first: in the folder, as servers do it; then where the entry was found."""
        return list(dict.fromkeys([self.folder, *self.roots]))
