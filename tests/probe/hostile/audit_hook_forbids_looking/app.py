import sys
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
FORBIDDEN = ("open", "os.listdir", "os.scandir", "socket.", "gc.", "sys._getframe", "sys._current_frames", "fcntl.", "ctypes.")


def guard(event, arguments):
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


sys.addaudithook(guard)


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
