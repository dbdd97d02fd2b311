"""Prices, which must not be read while they are loaded."""

import threading

lock = threading.Lock()  # expect: FL601
prices = {}


def load():
    lock.acquire()  # expect: FL601
    prices.update(tea=4, coffee=5)


def price(name):
    with lock:
        return prices[name]
