"""What is odd about a process that did not load the application itself; shared by the WSGI and the ASGI application."""

import os
import time
import uuid

LOADED = os.getpid()


def answer(path: str) -> tuple[str, bytes]:
    """Status and body; `/ok` is never odd, `/random` always differs, the rest only where it was preloaded."""
    odd = os.getpid() != LOADED
    if path == "/random":
        return "200 OK", f'{{"id": "{uuid.uuid4()}", "name": "teapot"}}'.encode()
    if path == "/missing":
        return "404 Not Found", b"nothing here"
    if path == "/status" and odd:
        return "500 Internal Server Error", b"odd"
    if path == "/body" and odd:
        return "200 OK", b'{"name": null}'
    if path == "/hang" and odd:
        time.sleep(3)
    if path == "/die" and odd:
        os._exit(7)
    return "200 OK", b'{"name": "teapot"}'
