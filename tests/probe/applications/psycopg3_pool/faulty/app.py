"""A page that says which session of the database it used."""

import db

db.pool.wait(timeout=10)


def app(environ, start_response):
    session = db.one("SELECT pg_backend_pid()")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"session {session}".encode()]
