"""The warehouse answers when something has changed, which can take hours (long polling)."""

import time


def ask():
    time.sleep(3600)
    return {"tea": 11}
