"""The servers in `rules/servers/`: which hook runs in which process, and what their fork runs."""

from __future__ import annotations

from functools import lru_cache

from forklint.knowledge.decode import read_toml
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.schema import Hook, ServerFile


@lru_cache(maxsize=1)
def servers() -> dict[str, ServerFile]:
    """Name -> server."""
    files = (read_toml(path, ServerFile) for path in sorted((rules_folder() / "servers").glob("*.toml")))
    return {file.name: file for file in files}


def decorator_hooks() -> dict[str, Hook]:
    """Qualified name -> hook, for hooks that an application registers by decorator or signal."""
    return {hook.name: hook for server in servers().values() for hook in server.hook if hook.where == "decorator"}


def configuration_hooks(server: str) -> dict[str, Hook]:
    """Name -> hook, for functions that a server's configuration file defines."""
    known = servers().get(server)
    return {hook.name: hook for hook in known.hook if hook.where == "configuration"} if known else {}
