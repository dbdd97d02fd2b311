"""What was sold."""

import os
from pathlib import Path

FILE = Path(os.environ.get("DATA_DIR", ".")) / "journal.csv"
if not FILE.exists():
    FILE.write_text("event\n", encoding="utf-8")


def note(event):
    with FILE.open("a", encoding="utf-8") as journal:
        journal.write(event + "\n")
