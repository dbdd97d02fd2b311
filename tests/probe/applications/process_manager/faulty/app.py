"""A greeting in the language of the day."""

from shared import settings


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"hello ({settings['language']})".encode()]
