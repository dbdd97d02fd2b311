"""The shop's database: one connection for each process."""

import os
import sqlite3

_opened_by = _connection = None


def connection():
    global _opened_by, _connection
    if _opened_by != os.getpid():
        _opened_by, _connection = os.getpid(), sqlite3.connect(os.path.join(os.environ["DATA_DIR"], "shop.db"))
    return _connection


def prepare():
    with connection() as changes:
        changes.execute("CREATE TABLE IF NOT EXISTS product (name TEXT)")
