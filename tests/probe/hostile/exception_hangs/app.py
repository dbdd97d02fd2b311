import time


class Slow(Exception):
    def __str__(self):
        time.sleep(3600)  # <- hang


raise Slow  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
