class Rollback(BaseException):
    pass


raise Rollback  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
