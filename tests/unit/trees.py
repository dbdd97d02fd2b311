"""Writes small folders of files."""

from __future__ import annotations

from pathlib import Path


def write(folder: Path, files: dict[str, str] | list[str]) -> Path:
    """Files by relative path; a list of names makes empty ones."""
    contents = files if isinstance(files, dict) else dict.fromkeys(files, "")
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
