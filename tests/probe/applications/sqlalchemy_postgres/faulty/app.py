"""A page that says which session of the database it used."""

import settings
from db import one


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"session {one('SELECT pg_backend_pid()')} in {settings.TIME_ZONE}".encode()]
