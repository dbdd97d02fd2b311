"""Where log records go."""

import logging
import logging.handlers
import os
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))


def configure():
    handler = logging.handlers.RotatingFileHandler(DATA / "visits.log", maxBytes=10_000_000, backupCount=3)  # expect: FL402
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
