"""Which setting or hook of a server a name was meant to be."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from forklint.knowledge.schema import ServerFile, Settings
from forklint.model.levels import Ternary
from forklint.model.plan import Setting

_NEAR = 0.9
"""difflib's ratio: one letter of six (`worker`), one underscore or ending of ten (`postfork`, `post_forked`)."""


def meant(server: ServerFile, name: str, setting: Setting) -> str:
    """The name that the server has; empty for a name that it knows, and for one that may be the file's own.

    The file's own are those that it reads, and by their spelling `_private` and `CONSTANT` ones.
    """
    hooks = [hook.name for hook in server.hook if hook.where == "configuration"]
    known = {*server.settings.names(), *hooks}
    if name in known or not setting.spare or name.startswith("_") or name.isupper():
        return ""
    wanted = server.settings.meant.get(name) or nearest(name, hooks if setting.function else server.settings.names())
    return wanted if setting.function == (wanted in hooks) and _takes(server.settings, wanted, setting) else ""


def nearest(name: str, names: Sequence[str]) -> str:
    """The one that differs in case, underscores and hyphens only, else one that is spelled nearly so."""
    plain = {_plain(one): one for one in names}
    close = get_close_matches(name.lower(), names, 1, _NEAR)
    return plain.get(_plain(name)) or (close[0] if close else "")


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _takes(settings: Settings, name: str, setting: Setting) -> bool:
    """Whether a setting takes such a value, as far as that is known."""
    value = setting.value
    if setting.known is not Ternary.YES:
        return True
    if name in settings.truth:
        return isinstance(value, bool) or value in ("true", "false", "True", "False", 0, 1)
    if name in settings.number:
        return isinstance(value, int) or (isinstance(value, str) and value.isdigit())
    return isinstance(value, str) or name in settings.other
