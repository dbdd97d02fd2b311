def nested():
    error = None
    for number in range(1, 5001):
        after = ValueError(f"the last of {number}")
        after.__context__ = error
        error = after
    return error


raise nested()  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
