"""Where a started server is reached, and how it says what went wrong."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


class ServiceError(Exception):
    """A server did not start, or did not end; the text has the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Service:
    """A server that accepts connections. `pid` is the server, `keeper` the process that ends it, `folder` its own."""

    name: str
    host: str
    port: int
    user: str
    password: str
    database: str
    pid: int
    keeper: int
    folder: str

    @property
    def address(self) -> str:
        """`host:port`."""
        return f"{self.host}:{self.port}"

    @property
    def log(self) -> Path:
        """Everything that the server printed."""
        return Path(self.folder) / "log"

    def url(self, scheme: str) -> str:
        """`scheme://user:password@host:port/database`, without the parts that this server has none of."""
        login = f"{self.user}:{self.password}@" if self.user else ""
        return f"{scheme}://{login}{self.address}" + (f"/{self.database}" if self.database else "")

    def to_json(self) -> str:
        """For the process that asked for it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Service:
        """What `to_json` gave."""
        return cls(**json.loads(text))


def last_lines(path: Path, count: int = 15) -> str:
    """The end of a log, indented; says so where there is none."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    return "\n".join(f"    {line}" for line in lines[-count:]) or "    (the log is empty)"
