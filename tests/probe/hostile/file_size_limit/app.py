import resource
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
