"""A cash desk that keeps a journal."""

import journal


def app(environ, start_response):
    journal.note("sold one")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"sold"]
