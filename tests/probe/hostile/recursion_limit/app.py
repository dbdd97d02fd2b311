import sys
import threading

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
frame, depth = sys._getframe(), 0
while frame:
    frame, depth = frame.f_back, depth + 1


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]


sys.setrecursionlimit(depth + 30)
