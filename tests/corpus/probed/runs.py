"""How each case is started: `runs.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.corpus.probed.data import read
from tests.services.service import Service

_WORD = re.compile(r"\{(?P<service>[a-z]+)\.(?P<what>host|port|user|password|database|address|rest)\}")


@dataclass(frozen=True, slots=True)
class Run:
    """One case of the corpus; `runs.toml` explains each field."""

    id: str
    entry: str = ""
    server: str = "generic"
    arguments: tuple[str, ...] = ()
    environment: str = "web"
    services: tuple[str, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()
    overlay: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    repaired: Mapping[str, str] = field(default_factory=dict)
    prepare: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 40.0
    cannot: str = ""
    beyond: str = ""
    healed: str = ""
    other: str = ""
    aside: tuple[str, ...] = ()

    @property
    def why_clean(self) -> str:
        """Why a probe of the faulty program is right to show nothing; empty where it has to find the fault."""
        return self.beyond or self.healed or self.other

    def at(self, services: Mapping[str, Service]) -> Run:
        """With the addresses of running servers."""
        return replace(
            self,
            replace=tuple((old, addressed(new, services)) for old, new in self.replace),
            files={name: addressed(text, services) for name, text in self.files.items()},
            repaired={name: addressed(text, services) for name, text in self.repaired.items()},
            prepare=addressed(self.prepare, services),
            variables={name: addressed(value, services) for name, value in self.variables.items()},
        )


def runs() -> dict[str, Run]:
    """All of them, by the id of their case.

    Raises:
        TypeError: a key is not known.
    """
    return {name: _run(name, told) for name, told in read("runs.toml").items()}


def addressed(text: str, services: Mapping[str, Service]) -> str:
    """A text with the addresses of servers in it."""
    return _WORD.sub(lambda match: _value(services[match["service"]], match["what"]), text)


def _value(service: Service, what: str) -> str:
    return service.url("").removeprefix("://") if what == "rest" else str(getattr(service, what))


def _run(name: str, told: dict[str, Any]) -> Run:
    lists: dict[str, Any] = {key: tuple(value) for key, value in told.items() if isinstance(value, list)}
    return Run(name, **{**told, **lists})
