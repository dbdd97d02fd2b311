import sys
import threading

sys.stdin = sys.stdout = sys.stderr = None
del sys.__stdin__, sys.__stdout__, sys.__stderr__
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
