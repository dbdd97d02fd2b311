"""Takes an upload and says whether it could be stored."""

import uploads


def app(environ, start_response):
    stored = uploads.store("photo.png", b"...")
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"stored" if stored else b"no room"]
