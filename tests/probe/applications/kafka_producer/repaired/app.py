"""Takes a click and hands it on."""

import events


def app(environ, start_response):
    waiting = events.emit("clicks", environ["PATH_INFO"])
    start_response("202 Accepted", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{waiting} not sent yet".encode()]
