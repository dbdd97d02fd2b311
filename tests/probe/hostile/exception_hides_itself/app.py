def fail(*arguments):
    raise RuntimeError("do not ask")


class Shy(Exception):
    __str__ = __repr__ = __eq__ = __getattr__ = __reduce__ = fail
    __hash__ = None
    args = property(fail)


raise Shy("no such shop")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
