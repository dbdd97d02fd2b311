import sys

sys.exit("no licence found")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
