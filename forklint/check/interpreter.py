"""Which Python an application runs on, as a person names it."""

from __future__ import annotations

import os
from pathlib import Path

from forklint.errors import UsageError


def interpreter(text: str | None, home: Path | None = None, named_by: str = "--python") -> str:
    """Absolute, and its link not followed: a virtual environment's interpreter is known by where the link stands.

    A path counts from `home`, a bare name may also be a command's. Empty where none was named. Raises UsageError where
    the text names nothing that can be executed.
    """
    if not text:
        return ""
    import shutil  # not needed by most runs

    path = (home or Path()) / text
    is_path = os.sep in text or path.exists()
    if path.is_dir():
        path = path / "bin" / "python"
    found = shutil.which(path if is_path else text)
    if found is None:
        hint = "Name the Python that the application runs on, such as .venv/bin/python, or its virtual environment."
        raise UsageError(f"{named_by}: nothing can be executed at {text!r}", hint)
    return os.path.abspath(found)  # noqa: PTH100 - `resolve` follows links
