import os
import signal
import time

for _ in range(20):
    if os.fork() == 0:  # <- here
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        time.sleep(3600)
        os._exit(0)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
