import os
import threading

NAME = "refresh?token=" + os.environ["API_TOKEN"]
threading.Thread(target=threading.Event().wait, name=NAME, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
