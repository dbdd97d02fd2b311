"""A table that is only read."""

import sqlite3

connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("CREATE TABLE airport (code TEXT PRIMARY KEY, name TEXT)")
connection.executemany("INSERT INTO airport VALUES (?, ?)", [("GRZ", "Graz"), ("VIE", "Wien"), ("LNZ", "Linz")])
connection.commit()


def name(code):
    return connection.execute("SELECT name FROM airport WHERE code = ?", (code,)).fetchone()[0]
