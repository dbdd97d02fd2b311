import faulthandler
import time

faulthandler.cancel_dump_traceback_later()
faulthandler.disable()
print("nobody watches", flush=True)
time.sleep(3600)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
