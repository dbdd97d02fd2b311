import os
import sys
import threading
import time

first = os.fork()
if first == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    os.execve(sys.executable, [sys.executable, "-c", "import time; time.sleep(3600)"], {})
os.waitpid(first, 0)
time.sleep(1)  # so that there is time to end forklint while its master loads
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
