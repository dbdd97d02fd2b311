"""Health for a load balancer: no longer well when the end is near."""

import draining


def app(environ, start_response):
    status = "503 Service Unavailable" if draining.near_end else "200 OK"
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [status.encode()]
