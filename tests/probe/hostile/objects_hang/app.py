import threading
import time


def wait(*arguments):
    time.sleep(3600)


ASKED = "repr str hash eq ne lt len bool iter next getattribute getattr dir call sizeof reduce reduce_ex enter contains getitem"
METHODS = {f"__{name}__": wait for name in ASKED.split()}
Hangs = type("Hangs", (), {**METHODS, "__class__": property(wait), "__dict__": property(wait)})
VALUE = Hangs()
SEVERAL = [VALUE, {"value": VALUE}, (VALUE,)]
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
