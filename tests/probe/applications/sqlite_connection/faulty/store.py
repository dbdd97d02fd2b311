"""Where the guest book is kept."""

import os
import sqlite3
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))
connection = sqlite3.connect(DATA / "guests.db", check_same_thread=False)  # expect: FL403


def create_tables():
    with connection:
        connection.execute("CREATE TABLE IF NOT EXISTS guest (name TEXT)")


def add(name):
    with connection:
        connection.execute("INSERT INTO guest VALUES (?)", (name,))


def count():
    return connection.execute("SELECT count(*) FROM guest").fetchone()[0]
