import os


def fail():
    raise RuntimeError("not now")


os.register_at_fork(before=fail, after_in_parent=fail, after_in_child=fail)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
