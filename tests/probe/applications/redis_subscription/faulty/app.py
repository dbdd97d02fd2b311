"""The latest news, as it was published."""

import news


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [(news.latest() or "no news").encode()]
