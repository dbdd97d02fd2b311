"""Exchange rates, refreshed every minute."""

import os
import threading
import time

rates = {"USD": 1.08}


def fetch():
    return {"USD": 1.08 + time.monotonic() % 0.01}


def refresh_for_ever():
    while True:
        time.sleep(60)
        rates.update(fetch())


def start():
    threading.Thread(target=refresh_for_ever, name="rates", daemon=True).start()


os.register_at_fork(after_in_child=start)
