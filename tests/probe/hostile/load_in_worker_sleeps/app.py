import time

time.sleep(600)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
