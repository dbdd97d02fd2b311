"""What docs/ci.md and action.yml tell people to run, as data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / "action.yml"
PAGE = ROOT / "docs" / "ci.md"
_BLOCK = re.compile(r'^```\w+ title="(?P<title>[^"]+)"\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)


def recipe(title: str) -> str:
    """The text of the page's block with this title."""
    found = {block["title"]: block["text"] for block in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))}
    return found[title]


def action() -> dict[str, Any]:
    """The composite action."""
    data: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return data


def application(folder: Path, name: str) -> Path:
    """A copy of one of the fixtures."""
    return Path(shutil.copytree(ROOT / "fixtures" / name, folder / "shop"))
