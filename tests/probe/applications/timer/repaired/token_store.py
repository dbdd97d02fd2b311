"""The access token of this application, renewed when it is asked for and too old."""

import time

SECONDS = 300
current = {"token": "", "until": 0.0}


def token():
    if time.monotonic() >= current["until"]:
        current.update(token=f"token-{time.time_ns()}", until=time.monotonic() + SECONDS)
    return current["token"]
