import signal
import time

signal.setitimer(signal.ITIMER_REAL, 0.2)
time.sleep(3600)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
