import threading

stop = threading.Event()
for _ in range(200):
    threading.Thread(target=stop.wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
