import os
import tempfile
import threading

folder = tempfile.mkdtemp()
os.chdir(folder)
os.rmdir(folder)
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
