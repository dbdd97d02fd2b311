import os
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
null = os.open(os.devnull, os.O_RDWR)
for number in map(int, os.listdir("/proc/self/fd")):
    os.dup2(null, number)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
