"""The program tells a server which of its functions to call when a worker starts, or before the master forks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forklint.knowledge.schema import Hook
from forklint.static.values import UNKNOWN

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def register(it: Interpreter, hook: Hook, function: Any) -> None:
    """Keep a function for its time; what is called only later, or in other processes, repairs nothing."""
    if hook.when == "start" and hook.process != "other":
        into = it.worker_hooks if hook.process == "worker" else it.master_hooks
        into.append((function, [UNKNOWN, UNKNOWN] if hook.where == "configuration" else [], hook.name))
