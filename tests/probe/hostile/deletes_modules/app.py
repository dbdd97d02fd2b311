import sys

import worker

for name in ("worker", "json", "socket", "threading", "os", "struct", "traceback", "gc", "builtins", "__main__"):
    sys.modules.pop(name, None)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
