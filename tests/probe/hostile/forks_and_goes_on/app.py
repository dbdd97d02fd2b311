import os
import time

helper = os.fork()  # <- here
if helper == 0:
    time.sleep(3600)
    os._exit(0)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
