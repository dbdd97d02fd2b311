def depth(n):
    return depth(n + 1)  # <- here


depth(0)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
