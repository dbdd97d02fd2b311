"""What a product costs, as the billing service says."""

import billing


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{billing.rate('standard')}, premium: {billing.rate('premium')}".encode()]
