"""schedule: jobs that the program runs itself."""

import schedule


class Scheduler:
    """Jobs that the master has planned; each worker runs its own copy."""

    row = "schedule.Scheduler"
    rounds = 3

    def build(self):
        self.done = []
        return schedule.Scheduler()

    def use(self, scheduler):
        scheduler.every(1000).seconds.do(lambda: self.done.append("done"))

    def work(self, scheduler, token):
        self.done.clear()
        scheduler.run_all()
        return token if self.done == ["done"] else "the job did not run"
