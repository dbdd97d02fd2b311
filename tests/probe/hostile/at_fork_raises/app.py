import os


def fail():
    raise RuntimeError("not now")  # <- here


os.register_at_fork(before=fail, after_in_parent=fail, after_in_child=fail)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
