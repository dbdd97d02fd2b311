"""A page that is kept in the cache."""

import cache

cache.warm_up()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [cache.page("front")]
