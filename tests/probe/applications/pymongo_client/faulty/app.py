"""Which database the shop would use."""

import db


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [db.orders.full_name.encode()]
