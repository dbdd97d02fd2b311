"""The ticket machine of a bakery: each request draws a ticket."""

import tickets


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [tickets.draw().encode()]
