"""WSGI."""

from collections.abc import Callable, Iterator
from typing import Any

from answers import LOADED, answer, os


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
    """`/cut` promises more than it gives; `/echo` gives back what it was sent."""
    path = environ["PATH_INFO"]
    if path == "/echo":
        status, body = "200 OK", environ["REQUEST_METHOD"].encode() + b" " + environ["wsgi.input"].read()
        body += b" " + environ.get("HTTP_X_SHOP", "").encode()
    else:
        status, body = answer(path)
    cut = path == "/cut" and os.getpid() != LOADED
    start_response(status, [("Content-Length", str(len(body) + (10 if cut else 0)))])
    yield body
