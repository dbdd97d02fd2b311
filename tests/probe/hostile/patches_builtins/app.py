import builtins
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def fail(*arguments, **options):
    raise RuntimeError("patched")


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]


for name in "open print isinstance issubclass repr id hash dir vars iter next sorted enumerate min max".split():
    setattr(builtins, name, fail)
