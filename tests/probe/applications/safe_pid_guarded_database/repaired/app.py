"""A page that says how many products there are."""

import database

database.prepare()


def app(environ, start_response):
    (count,) = database.connection().execute("SELECT count(*) FROM product").fetchone()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{count} products".encode()]
