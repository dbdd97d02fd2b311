import signal
import threading


def swallow(number, frame):
    pass


for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, swallow)
    except OSError:  # the C library keeps two for itself
        pass
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
