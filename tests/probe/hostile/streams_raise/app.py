import sys
import threading


class Gone:
    def __getattr__(self, name):
        raise OSError("the log collector went away")


sys.stdout = sys.stderr = Gone()
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
