"""Uploads wait in a folder until they are looked at."""

import tempfile
from pathlib import Path

folder = tempfile.TemporaryDirectory(prefix="uploads-")  # expect: FL404


def store(name, content):
    try:
        Path(folder.name, name).write_bytes(content)
    except FileNotFoundError:
        return False
    return True
