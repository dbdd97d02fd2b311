"""The stock, as the warehouse tells it."""

import threading

import warehouse

lock = threading.Lock()  # expect: FL601
asking = threading.Event()
stock = {"tea": 12}


def poll():
    while True:
        with lock:  # expect: FL601
            asking.set()
            stock.update(warehouse.ask())


def follow():
    threading.Thread(target=poll, name="stock", daemon=True).start()  # expect: FL201
    asking.wait()


def of(name):
    with lock:
        return stock[name]
