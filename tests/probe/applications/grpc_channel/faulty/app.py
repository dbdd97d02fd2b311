"""What a product costs, as the billing service says."""

import billing

STANDARD = billing.rate("standard")


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{STANDARD}, premium: {billing.rate('premium')}".encode()]
