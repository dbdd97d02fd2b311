"""A page whose template is read again after a change."""

import templates


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [templates.page().encode()]
