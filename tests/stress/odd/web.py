"""ASGI."""

from collections.abc import Awaitable, Callable
from typing import Any

from answers import answer

Send = Callable[[Any], Awaitable[None]]


async def app(scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Send) -> None:
    """The same without what takes time."""
    if scope["type"] != "http":
        return
    status, body = answer(scope["path"])
    head = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": int(status[:3]), "headers": head})
    await send({"type": "http.response.body", "body": body})
