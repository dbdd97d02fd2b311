import threading
import time

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
time.time = time.monotonic = time.perf_counter = lambda: 0.0
time.sleep = lambda seconds: None


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
