import time

while not time.sleep(0.001): print("still waiting for the service " * 30, flush=True)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
