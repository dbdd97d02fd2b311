import threading
import time


def __getattr__(name):
    time.sleep(3600)


def __dir__():
    time.sleep(3600)


threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
