"""Renders a heading with a helper program."""

import renderer


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [renderer.render("hello").encode()]
