"""What runs before the agent: Python's own start executes `sitecustomize` and the lines of `.pth` files."""

from __future__ import annotations

import sys
import threading
from typing import Any

from .ledger import living_threads


def told() -> str:
    """The threads that nobody saw start, and what may have started them; empty where there are none."""
    main: Any = threading.main_thread()
    names = [repr(str(vars(thread).get("_name", ""))) for thread in living_threads() if thread is not main]
    if not names:
        return ""
    files = (getattr(sys.modules.get(name), "__file__", None) for name in ("sitecustomize", "usercustomize"))
    made = " or ".join([file for file in files if isinstance(file, str)] or ["a .pth file"])
    return f"threads were started before the probe could look, by {made}: {', '.join(names)}"
