"""A page that says which session of the database it used."""

import db

db.fill(2)


def app(environ, start_response):
    session = db.one("SELECT CONNECTION_ID()")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"session {session}".encode()]
