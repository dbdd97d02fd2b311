import multiprocessing.util
import os

from celery import Celery, signals
from tracing import note

note("application")
app = Celery("application", broker="memory://")


def noting(name):
    def receiver(**arguments):
        note(name)

    return receiver


for name in os.environ["SIGNALS"].split():
    getattr(signals, name).connect(noting(name), weak=False)

os.register_at_fork(before=lambda: note("before"), after_in_child=lambda: note("after_in_child"))
multiprocessing.util.register_after_fork(app, lambda app: note("register_after_fork"))
