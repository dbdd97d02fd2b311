import sys


class Gone:
    def __getattr__(self, name):
        raise OSError("the log collector went away")


sys.stdout = sys.stderr = Gone()
raise ValueError("no such shop")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
