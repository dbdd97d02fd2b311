import resource
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
resource.setrlimit(resource.RLIMIT_NOFILE, (3, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
