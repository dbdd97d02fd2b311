import os
import threading
import time


def report():
    while not time.sleep(0.001):
        os.write(1, b"tick " * 200)


threading.Thread(target=report, daemon=True).start()  # <- thread
time.sleep(0.05)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
