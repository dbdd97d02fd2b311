import os
import threading
import time

if os.fork() == 0:
    os.setsid()
    for _ in range(600):
        if os.fork():
            os._exit(0)
        time.sleep(0.05)
    os._exit(0)
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
