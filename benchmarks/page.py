"""Puts measured tables into pages such as docs/performance.md, between the comments that name them."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    rule = ["---", *("---:" for _ in header[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))


def machine() -> str:
    """What the figures were taken on."""
    day = datetime.now(timezone.utc).date()
    python = platform.python_version()
    tools = f"forklint {version('forklint')}, Python {python}"
    return f"Taken on {day} with {tools}, {os.cpu_count()} processors ({cpu()})."


def cpu() -> str:
    """The processor's name, where the system tells it."""
    path = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", path.read_text(encoding="utf-8")) if path.exists() else []
    return names[0] if names else platform.machine()


def put(name: str, text: str, path: Path = PAGE) -> None:
    """Replace what stands between `<!-- name -->` and `<!-- end name -->`."""
    page = path.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    changed, count = pattern.subn(lambda found: f"{found[1]}{text}\n{found[2]}", page)
    if not count:
        raise RuntimeError(f"{path} has no place for {name!r}: it needs <!-- {name} --> and <!-- end {name} -->")
    path.write_text(changed, encoding="utf-8")
