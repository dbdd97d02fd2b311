"""Imports what takes long, so that the server is up soon."""

import threading

begun = threading.Event()


def import_charts():
    begun.set()
    import charts  # expect: FL601

    charts.draw(0)


def start():
    threading.Thread(target=import_charts, daemon=True).start()  # expect: FL201, FL601
    begun.wait()
