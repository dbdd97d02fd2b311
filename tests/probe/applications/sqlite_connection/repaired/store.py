"""Where the guest book is kept. A connection lives as long as one request needs it."""

import contextlib
import os
import sqlite3
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))


def connect():
    return contextlib.closing(sqlite3.connect(DATA / "guests.db"))


def create_tables():
    with connect() as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS guest (name TEXT)")


def add(name):
    with connect() as connection, connection:
        connection.execute("INSERT INTO guest VALUES (?)", (name,))


def count():
    with connect() as connection:
        return connection.execute("SELECT count(*) FROM guest").fetchone()[0]
