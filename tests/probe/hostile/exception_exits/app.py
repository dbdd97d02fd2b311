import os


class Last(Exception):
    def __str__(self):
        os._exit(0)


raise Last


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
