"""Where log records go; logrotate moves the file away."""

import logging
import logging.handlers
import os
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))


def configure():
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(logging.handlers.WatchedFileHandler(DATA / "visits.log"))
