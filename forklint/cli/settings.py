"""The command line over the configuration file: what holds in this run, and who said so."""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from forklint.check.interpreter import interpreter
from forklint.cli.codes import prefixes
from forklint.config import Configuration, read_configuration

_ADDED = ("exclude", "ignore")
"""Keys to which the command line adds."""


def merged(options: argparse.Namespace, cwd: Path) -> Configuration:
    """The settings of a folder with what the command line says in their place.

    `--exclude` and `--ignore` add to the file; `--select` also sets the file's `ignore` aside. Raises
    ConfigurationError as reading does, UsageError where the command line names what does not exist.
    """
    settings = read_configuration(cwd)
    return replace(settings, **_said(options, settings))


def _said(options: argparse.Namespace, settings: Configuration) -> dict[str, Any]:
    """Field -> value, of what this command's options say; a command need not have all of them."""
    told = vars(options).get
    targets = told("targets")
    exclude = tuple(_from_home(pattern, settings.home) for pattern in told("exclude") or ())
    found = {
        "targets": (targets,) if isinstance(targets, str) else tuple(targets or ()),
        "exclude": (*settings.exclude, *exclude) if exclude else (),
        "fail_on": told("fail_on"),
        "min_confidence": told("min_confidence"),
        "require_reason": told("require_reason"),
        "baseline": _absolute(told("baseline")),
        "python": interpreter(told("python")),
        "cache": _absolute(told("cache_dir")),
    }
    said = {name: value for name, value in found.items() if value}
    return said | _codes(options, settings) | ({"cache": False} if told("no_cache") else {})


def _codes(options: argparse.Namespace, settings: Configuration) -> dict[str, Any]:
    """`select` sets the file's `ignore` aside; `ignore` alone adds to it."""
    if not hasattr(options, "select"):
        return {}
    select, ignore = prefixes(options.select, "--select"), prefixes(options.ignore, "--ignore")
    if select:
        return {"select": select, "ignore": ignore}
    return {"ignore": (*settings.ignore, *ignore)} if ignore else {}


def _from_home(pattern: str, home: Path | None) -> str:
    """A pattern that counts from the current folder, as one that counts from the file's."""
    cwd = Path.cwd()
    if home is None or home == cwd:
        return pattern
    inside = re.sub(r"([*?[\\])", r"\\\1", cwd.relative_to(home).as_posix())
    negated, path = pattern.startswith("!"), pattern.removeprefix("!")
    anywhere = "" if "/" in path.rstrip("/") else "**/"
    return f"{'!' if negated else ''}/{inside}/{anywhere}{path.lstrip('/')}"


def _absolute(path: str | Path | None) -> str:
    return os.path.abspath(path) if path else ""  # noqa: PTH100 - `..` is not shown


def shown(settings: Configuration, options: argparse.Namespace, cwd: Path) -> str:
    """All settings as a `forklint.toml`, each with who set it."""
    from forklint.config.keys import TABLE

    file = read_configuration(cwd)
    said = _said(options, file)
    lines = [f"# {file.file or 'no configuration file'}"]
    for key in TABLE:
        value = getattr(settings, key.field)
        by = _by(key.name, getattr(file, key.field), value) if key.field in said else ""
        by = by or ("file" if key.name in file.given else "default")
        lines.append(f"# {key.name}: not set" if value in ("", ()) else f"{key.name} = {_toml(value)}  # {by}")
    return "\n".join(lines) + "\n"


def _by(name: str, before: Any, value: Any) -> str:
    """Who set what the command line speaks of: it adds to some lists of the file."""
    adds = name in _ADDED and before and value[: len(before)] == before
    return "file and command line" if adds else "command line"


def _toml(value: Any) -> str:
    """Texts, lists and booleans are spelt as in JSON; most tables are kept as pairs."""
    import json  # not needed by other runs

    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_toml(inner)}' for name, inner in value.items())} }}"
    if isinstance(value, tuple) and any(isinstance(item, dict) for item in value):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return f"{{ {', '.join(f'{json.dumps(name)} = {_toml(inner)}' for name, inner in value)} }}"
    return json.dumps(value, ensure_ascii=False)
