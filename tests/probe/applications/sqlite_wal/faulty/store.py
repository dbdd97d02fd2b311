"""Where the guest book is kept: readers and a writer at the same time, hence WAL. One connection for each thread."""

import os
import sqlite3
import threading
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))
local = threading.local()


def connect():
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(DATA / "guests.db")  # expect: FL403
        local.connection.execute("PRAGMA journal_mode=WAL")
    return local.connection


def create_tables():
    with connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS guest (name TEXT)")


def add(name):
    with connect() as connection:
        connection.execute("INSERT INTO guest VALUES (?)", (name,))


def count():
    return connect().execute("SELECT count(*) FROM guest").fetchone()[0]
