import hostile_missing_package  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
