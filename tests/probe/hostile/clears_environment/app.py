import os
import sys
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
os.environ.clear()
sys.path.clear()
sys.meta_path.clear()
sys.path_hooks.clear()
sys.argv.clear()


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
