"""The stock, as the warehouse tells it."""

import threading
import time

import warehouse

SECONDS = 60
lock = threading.Lock()
stock = {}
asked = float("-inf")


def of(name):
    global asked
    with lock:
        if time.monotonic() - asked > SECONDS:
            stock.update(warehouse.ask())
            asked = time.monotonic()
        return stock[name]
