import gc
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
gc.disable()
gc.freeze()


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
