"""Whether the billing service can be reached."""

import billing


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [billing.state().encode()]
