import configuration

try:
    raise ConnectionError("cannot open 'host=db.internal dbname=shop " + configuration.REST + "'")
except ConnectionError as error:
    raise RuntimeError("no database") from error  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
