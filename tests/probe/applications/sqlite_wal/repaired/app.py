"""A guest book."""

import store

store.create_tables()


def app(environ, start_response):
    store.add("a visitor")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{store.count()} visitors".encode()]
