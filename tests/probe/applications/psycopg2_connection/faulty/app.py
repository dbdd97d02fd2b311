"""Where the shop delivers to."""

import countries

KNOWN = countries.codes()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{', '.join(KNOWN)} in session {countries.session()}".encode()]
