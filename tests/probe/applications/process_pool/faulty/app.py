"""How many primes there are below a number."""

import primes


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{primes.below(100)} primes".encode()]
