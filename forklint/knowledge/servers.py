"""The servers in `rules/servers/`: which hook runs in which process, and what their fork runs."""

from __future__ import annotations

from functools import lru_cache

from forklint.knowledge.decode import read_toml
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.schema import Hook, ServerFile
from forklint.model.resource import Mechanism

HANDLERS = {
    "os.register_at_fork": Mechanism.REGISTER_AT_FORK,
    "multiprocessing.util.register_after_fork": Mechanism.MULTIPROCESSING,
    "billiard.util.register_after_fork": Mechanism.MULTIPROCESSING,
}
"""What a program registers with the fork itself, not with a server -> the kind of fork that calls it."""
_ANY = frozenset(Mechanism) - {Mechanism.MULTIPROCESSING}


@lru_cache(maxsize=1)
def servers() -> dict[str, ServerFile]:
    """Name -> server."""
    files = (read_toml(path, ServerFile) for path in sorted((rules_folder() / "servers").glob("*.toml")))
    return {file.name: file for file in files}


def registering_hooks() -> dict[str, Hook]:
    """Qualified name -> hook, for hooks that an application registers by decorator, signal or assignment."""
    return {hook.name: hook for server in servers().values() for hook in server.hook if hook.where != "configuration"}


def runs(server: str, name: str, added: tuple[str, ...] = ()) -> bool:
    """Whether anything calls what a program registered under this name; an unknown server may be any.

    `added` are mechanisms that the server's options turn on.
    """
    if name in HANDLERS:
        return HANDLERS[name] in mechanisms(server, added)
    return server not in servers() or any(hook.name == name for hook in servers()[server].hook)


def mechanisms(server: str, added: tuple[str, ...] = ()) -> frozenset[Mechanism]:
    """What a server's fork runs, by default or by options; for an unknown one all but `multiprocessing`'s own."""
    known = servers().get(server)
    return frozenset(known.mechanisms) | {Mechanism(name) for name in added} if known else _ANY


def configuration_hooks(server: str) -> dict[str, Hook]:
    """Name -> hook, for functions that a server's configuration file defines."""
    known = servers().get(server)
    return {hook.name: hook for hook in known.hook if hook.where == "configuration"} if known else {}
