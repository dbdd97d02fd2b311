"""Whether the answers are still the same."""

import questions

FIRST = questions.answers()


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{questions.answers() == FIRST}".encode()]
