import sys


def guard(event, arguments):
    if event == "os.fork":
        raise PermissionError(event)  # <- here


sys.addaudithook(guard)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
