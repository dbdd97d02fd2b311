"""Which of a target's masters a probe starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from forklint.deploy.deployments import BESIDE_THE_WEB, is_for_development
from forklint.deploy.served import Served
from forklint.errors import UsageError
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary
from forklint.model.plan import PlannedModule

_ENTRY = re.compile(
    r"^(?:(?P<name>app|application|api|server)\b[^=\n]*=[^=]|(?:async )?def (?P<callable>app|application)\("
    r"|def (?P<factory>(?:create|make)_app)\()",
    re.MULTILINE,
)
_MOST = 6


class Candidate(Protocol):
    """A master, and what its configuration file says of it."""

    @property
    def served(self) -> Served:
        """What it loads."""

    @property
    def deployment(self) -> Deployment:
        """How it is served."""


C = TypeVar("C", bound=Candidate)


def the_one(masters: Sequence[C], target: str) -> C:
    """The master that a target stands for: of several the one that preloads, and serves the web, in production.

    Raises UsageError where that leaves several, or none that is known to load something.
    """
    known = [master for master in masters if master.deployment.entries]
    if not known:
        raise _nothing(masters, target)
    left = _best(known)
    if len({(one.deployment.server, one.deployment.entries, one.deployment.configuration) for one in left}) == 1:
        return left[0]
    listed = ", ".join(dict.fromkeys(f"`{one.deployment.entries[0]}` ({_where(one)})" for one in left))
    raise UsageError(f"{target!r} stands for {len(left)} masters", f"Name the entry of one: {listed}.")


def _best(known: list[C]) -> list[C]:
    """Each preference in its turn, where it leaves one."""
    left = [one for one in known if not is_for_development(one.deployment)] or known
    left = [one for one in left if one.deployment.preload is not Ternary.NO] or left
    return [one for one in left if one.deployment.server not in BESIDE_THE_WEB] or left


def _where(one: Candidate) -> str:
    return one.deployment.configuration or str(one.deployment.command)


def _nothing(masters: Sequence[Candidate], target: str) -> UsageError:
    names = _possible([module for master in masters for module in master.served.plan.modules])
    hint = f"Perhaps {' or '.join(f'`{name}`' for name in names)}?" if names else "An entry is spelt `module:callable`."
    return UsageError(f"nothing in {target!r} says what its server loads: name an entry", hint)


def _possible(modules: list[PlannedModule]) -> list[str]:
    """Entries that modules look like having: names that servers are usually told."""
    found = (
        f"{module.name}:{match['name'] or match['callable'] or match['factory'] + '()'}"
        for module in modules
        for match in _ENTRY.finditer(_text(Path(module.path)))
    )
    return list(dict.fromkeys(found))[:_MOST]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
