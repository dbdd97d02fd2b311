import os
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
for number in map(int, os.listdir("/proc/self/fd")):
    if number > 2:
        try:
            os.close(number)
        except OSError:  # the one that listed them
            pass


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
