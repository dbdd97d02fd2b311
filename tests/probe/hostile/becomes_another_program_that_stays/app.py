import os
import sys

program = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("another program", flush=True)
time.sleep(3600)
"""
os.execv(sys.executable, [sys.executable, "-c", program])  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
