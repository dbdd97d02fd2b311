import sys
import threading

for _ in range(200):
    sys.stdout.write("x" * 1_000_000)
sys.stdout.flush()
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
