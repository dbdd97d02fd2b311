"""Where log records go."""

import logging
import os
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))


def configure():
    logging.basicConfig(filename=DATA / "visits.log", level=logging.INFO)  # expect: FL406
