"""Which of uWSGI's options a probe leaves out, and which say what is loaded."""

from __future__ import annotations

import re

_LEFT_OUT = (
    # addresses: it listens on one of its own
    r"(.+-)?socket(-modifier[12]|-protocol)?|abstract-socket|chmod(-socket)?|chown-socket|map-socket|udp|zerg.*",
    r"https?2?(-.+)?|http11-.+|httprouter|(fast|raw|ssl|forkpty-?u?)router.*|tuntap.*|snmp.*|multicast.*|legion.*",
    r"st|subscri.*|stats.*|carbon.*|rrdtool.*|metrics?-dir.*|notify-socket|master-fifo|socket-timeout",
    # the number of processes is the probe's
    # and it says itself where there is no application
    r"need-app|processes|workers|master|cheap|cheaper.*|idle|die-on-idle|worker-exec2?|command-mode",
    # it stays in the foreground, and prints
    r"daemonize2?|(safe-)?pidfile2?|logto2?|log-?file-.*|req-logger|logger(-req)?|log-(master.*|syslog|socket|zeromq)",
    r"threaded-logger|exit|no-server|stop|reload|pause|suspend|resume|print|iprint",
    # nobody else's files, services, commands; and it stays who it is
    r"spooler(-(?!(shared-)?(py-?|python-)?import).+)?|(.*-)?cron2?(-.+)?|.*attach-.*daemon2?|exec-.*|touch-.*",
    r"fs-(brutal-)?reload|py(thon)?-?auto-?reload(-ignore)?|(reload|evil-reload)-on-.*|flock2?|flock-wait2?",
    r"uid|gid|add-gid|immediate-[ug]id|chroot|pivot.root|cap|unshare2?|setns.*|jail.*|jid-?file|ns|namespace.*|cgroup.*",
    r"master-as-root|drop-after-.*|refork.*|re-fork.*",
)
_REPLACED = re.compile(r"(.+-)?socket|https?2?|processes|workers|master|need-app")
"""Of these the reader need not be told."""
_LEFT_OUT_NAME = re.compile("|".join(_LEFT_OUT))
_SHORT = {"s": "socket", "p": "processes", "M": "master", "d": "daemonize", "Q": "spooler", "a": "abstract-socket"}
_SHORT.update({"C": "chmod-socket", "w": "module", "H": "home", "S": "set", "x": "xml", "y": "yaml", "j": "json"})
_FLAGS = re.compile(
    r"need-app|abstract-socket|chmod(-socket)?|master|cheap|die-on-idle|command-mode|no-server|threaded-logger|log-master"
    r"|log-?file-chown|log-syslog|zerg-fallback|stats-(http|min.*|no-.*)|master-as-root|drop-after-.*|re-?fork.*|exit"
    r"|http-(websockets|raw-body|auto-.*|manage-.*|chunked-input|cheap)|https-export-cert|setns-preopen|jailed"
    r"|carbon-(no-workers|.*-names?|use-metrics)|metrics?-dir-restore|spooler-(ordered|quiet)|snmp|master-as-root"
)
"""Options that are left out and have no value, or one that is written with `=` only."""
_LOADS = frozenset(
    ("module", "wsgi", "wsgi-file", "file", "eval", "pecan", "paste", "web3", "pump", "wsgi-lite", "mount")
).union(("ini-paste", "ini-paste-logged", "python-raw"))
_FILES = frozenset(("wsgi-file", "file", "import", "pyimport", "py-import", "python-import")).union(
    ("shared-import", "shared-pyimport", "shared-py-import", "shared-python-import")
)
_COMMANDS = re.compile(r"(safe)?exec:")


def left_out(name: str, value: str = "") -> bool:
    """Whether a probe leaves this option out."""
    if name in ("set", "set-placeholder", "set-ph"):
        return left_out(*_pair(value))
    if name.startswith("hook-"):
        return bool(_COMMANDS.match(value))
    return bool(_LEFT_OUT_NAME.fullmatch(name))


def replaced(name: str) -> bool:
    """Whether a probe has its own instead."""
    return bool(_REPLACED.fullmatch(name))


def loads(name: str) -> bool:
    """Whether this option says what is served."""
    return name in _LOADS


def is_file(name: str) -> bool:
    """Whether an option names a file of Python, or may."""
    return name in _FILES


def is_flag(name: str) -> bool:
    """Whether an option that is left out takes no word after it."""
    return bool(_FLAGS.fullmatch(name))


def long_name(word: str) -> tuple[str, str | None]:
    """The name of an option of the command line, and the value that is written in the same word, if one is."""
    if word.startswith("--"):
        name, has_value, value = word[2:].partition("=")
        return name, value if has_value else None
    return _SHORT.get(word[1:2], word[1:2]), word[2:] or None


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip(), value.strip()
