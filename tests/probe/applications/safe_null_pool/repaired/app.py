"""The time, in the database's words."""

from db import one

TIME_ZONE = one("SHOW timezone")


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{one('SELECT current_date')} {TIME_ZONE}".encode()]
