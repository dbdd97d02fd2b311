import sys
import threading
import time


class Stuck:
    def write(self, text):
        time.sleep(3600)

    def flush(self):
        time.sleep(3600)


print("the last word", flush=True)
sys.stdout = sys.stderr = Stuck()
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
