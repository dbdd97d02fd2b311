import threading


def fail(*arguments):
    raise RuntimeError("not configured")


ASKED = "iter len bool contains getitem reversed missing repr".split()
METHODS = {**{f"__{name}__": fail for name in ASKED}, "items": fail, "keys": fail, "values": fail, "get": fail, "copy": fail}
CONFIG = type("Config", (dict,), METHODS)(key=threading.Lock())
VALUES = [CONFIG, *(type("Odd", (kind,), METHODS)([1]) for kind in (list, tuple, set, frozenset))]
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
