"""A page that is traced."""

import tracing


def app(environ, start_response):
    with tracing.tracer.start_as_current_span("page"):
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"welcome"]
