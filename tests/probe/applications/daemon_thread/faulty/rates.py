"""Exchange rates, refreshed every minute."""

import threading
import time

rates = {"USD": 1.08}


def fetch():
    return {"USD": 1.08 + time.monotonic() % 0.01}


def refresh_for_ever():
    while True:
        time.sleep(60)
        rates.update(fetch())


refresher = threading.Thread(target=refresh_for_ever, name="rates", daemon=True)
refresher.start()  # expect: FL201
