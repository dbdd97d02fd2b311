raise ValueError("no such shop \udcff\x00\x1b]0;owned\x07")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
