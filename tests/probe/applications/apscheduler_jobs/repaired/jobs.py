"""What is done by the clock, in one of the workers."""

import fcntl
import os
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

LOCK = Path(os.environ.get("DATA_DIR", ".")) / "scheduler.lock"
scheduler = BackgroundScheduler()
held = []


@scheduler.scheduled_job("interval", hours=1)
def send_report():
    print("sent")


def start_in_one_worker():
    lock = LOCK.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return
    held.append(lock)
    scheduler.start()
