"""Several lookups at once."""

import lookups


def app(environ, start_response):
    found = lookups.all_of(["tea", "coffee"])
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [str(found).encode()]
