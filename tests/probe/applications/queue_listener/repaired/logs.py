"""Logging that does not make a request wait. Each worker starts its own listener (gunicorn.conf.py)."""

import logging
import logging.handlers
import queue

records = queue.SimpleQueue()
listener = logging.handlers.QueueListener(records, logging.StreamHandler())


def configure():
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(logging.handlers.QueueHandler(records))
