"""What was sold."""

import os
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))
journal = open(DATA / "journal.csv", "a", encoding="utf-8")  # expect: FL401
journal.write("event\n")


def note(event):
    journal.write(event + "\n")
