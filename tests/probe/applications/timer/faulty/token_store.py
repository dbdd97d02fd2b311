"""The access token of this application, renewed before it expires."""

import threading
import time

SECONDS = 300
current = {"token": ""}


def renew():
    current["token"] = f"token-{time.time_ns()}"
    timer = threading.Timer(SECONDS, renew)
    timer.daemon = True
    timer.start()  # expect: FL203


renew()
