import sys

for _ in range(25):
    sys.stdout.write("x" * 1_000_000)
    sys.stderr.write("y" * 1_000_000)
raise ValueError("no such shop")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
