import sys
import threading


class Lazy:
    def __getattribute__(self, name):
        raise RuntimeError("loaded too early: " + name)


class File:
    __name__ = "file"
    __file__ = 7
    __dict__ = None


sys.modules.update({"nothing": None, "number": 7, "lazy": Lazy(), "file": File(), 7: None, None: 7, "": sys})
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
