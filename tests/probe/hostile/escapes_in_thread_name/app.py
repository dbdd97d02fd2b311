import threading

NAME = "\x1b]0;owned\x07 and \udcff"
threading.Thread(target=threading.Event().wait, name=NAME, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
