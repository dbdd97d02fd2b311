import os
import threading


def leave(*arguments):
    os._exit(66)


ASKED = "repr str hash eq ne lt len bool iter next getattribute getattr dir call sizeof reduce reduce_ex enter contains getitem"
METHODS = {f"__{name}__": leave for name in ASKED.split()}
Exits = type("Exits", (), {**METHODS, "__class__": property(leave), "__dict__": property(leave)})
VALUE = Exits()
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
