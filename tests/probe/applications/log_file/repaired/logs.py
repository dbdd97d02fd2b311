"""Where log records go."""

import logging
import os
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))


def configure():
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(logging.FileHandler(DATA / "visits.log", delay=True))
