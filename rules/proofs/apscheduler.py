"""APScheduler, whose background scheduler runs jobs in a thread."""

import threading

from apscheduler.schedulers.background import BackgroundScheduler


class Background:
    """A scheduler that is started: a worker adds a job that is due at once, and waits until it ran."""

    row = "apscheduler.schedulers.background.BackgroundScheduler"
    deadline = 4.0
    rounds = 2

    def build(self):
        return BackgroundScheduler()

    def use(self, scheduler):
        scheduler.start()

    def release(self, scheduler):
        scheduler.shutdown()

    def work(self, scheduler, token):
        if not scheduler.running:
            scheduler.start()
        ran = threading.Event()
        scheduler.add_job(ran.set)
        return token if ran.wait(1) else "the job was never run"

    def repair_build_to_be_started(self):
        """make it while loading, and start it in the worker"""
        self.use = lambda scheduler: None
        return self.build()

    def no_help_in_master_shutdown(self, scheduler):
        """shut it down before the fork and start it again in the worker: its pool of threads stays shut"""
        scheduler.shutdown()

    def no_help_in_worker_start(self, scheduler):
        """start it again in the worker: it believes that it runs"""
        scheduler.start()

    def no_help_in_worker_wakeup(self, scheduler):
        """wake it up in the worker"""
        scheduler.wakeup()
