import os
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
os.closerange(0, 4096)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
