import os
import tempfile
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
tempfile.tempdir = os.environ["TMPDIR"] = "/nonexistent/folder"


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
