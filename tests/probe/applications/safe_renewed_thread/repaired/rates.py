"""Exchange rates, refreshed every minute by a thread of each process."""

import os
import threading
import time

rates = {"USD": 1.08}
refresher = None


def refresh_for_ever():
    while True:
        time.sleep(60)
        rates.update(USD=1.08 + time.monotonic() % 0.01)


def start():
    global refresher
    refresher = threading.Thread(target=refresh_for_ever, name="rates", daemon=True)
    refresher.start()


start()
os.register_at_fork(after_in_child=start)
