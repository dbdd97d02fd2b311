raise ValueError("no such shop: " + "x" * 50_000_000)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
