import os

os.write(1, bytes(range(256)) * 8)
os.write(2, b"\x1b]0;owned\x07\x1b[2J\xff\xfe\xed\xa0\x80")
raise ValueError("no such shop")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
