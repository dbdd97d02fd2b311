import threading


def fail(*arguments):
    raise RuntimeError("do not touch")


ASKED = "repr str hash eq ne lt len bool iter next getattribute getattr dir call sizeof reduce reduce_ex enter contains getitem"
METHODS = {f"__{name}__": fail for name in ASKED.split()}
Meta = type("Meta", (type,), {"__instancecheck__": fail, "__subclasscheck__": fail, "__repr__": fail, "__getattribute__": fail})
Raises = Meta("Raises", (), {**METHODS, "__class__": property(fail), "__dict__": property(fail)})
VALUE = Raises()
SEVERAL = [VALUE, {"value": VALUE}, (VALUE,)]
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
