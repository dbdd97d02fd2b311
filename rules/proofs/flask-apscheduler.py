"""Flask-APScheduler, whose scheduler runs jobs in a thread."""

import threading

from flask_apscheduler import APScheduler


class Scheduler:
    """A scheduler that is started: a worker adds a job that is due at once, and waits until it ran."""

    row = "flask_apscheduler.APScheduler"
    deadline = 4.0
    rounds = 2

    def build(self):
        return APScheduler()

    def use(self, scheduler):
        scheduler.start()

    def release(self, scheduler):
        scheduler.shutdown()

    def work(self, scheduler, token):
        if not scheduler.running:
            scheduler.start()
        ran = threading.Event()
        scheduler.add_job(token, ran.set)
        return token if ran.wait(1) else "the job was never run"

    def repair_build_to_be_started(self):
        """make it while loading, and start it in the worker"""
        self.use = lambda scheduler: None
        return self.build()
