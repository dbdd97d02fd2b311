"""Where the guest book is kept: readers and a writer at the same time, hence WAL. One connection for each thread."""

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

DATA = Path(os.environ.get("DATA_DIR", "."))
local = threading.local()


def opened():
    connection = sqlite3.connect(DATA / "guests.db")
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


def connect():
    if not hasattr(local, "connection"):
        local.connection = opened()
    return local.connection


def create_tables():
    with contextlib.closing(opened()) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS guest (name TEXT)")


def add(name):
    with connect() as connection:
        connection.execute("INSERT INTO guest VALUES (?)", (name,))


def count():
    return connect().execute("SELECT count(*) FROM guest").fetchone()[0]
