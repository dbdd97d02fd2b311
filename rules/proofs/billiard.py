"""billiard's pool of processes, and a process of its own."""

import time

import billiard


class Pool:
    """A pool, whose handlers are threads of the master's."""

    row = "billiard.pool.Pool()"
    deadline = 4.0
    rounds = 3

    def build(self):
        self.own = billiard.Pool(1)
        return self.own

    def use(self, pool):
        self.work(pool, "first")

    def work(self, _pool, token):
        return self.own.apply_async(str, [token]).get(timeout=1)


class Helper:
    """A process beside the workers, which only its parent may ask how it is."""

    row = "billiard.Process"
    rounds = 1

    def build(self):
        return []

    def use(self, started):
        started.append(billiard.Process(target=time.sleep, args=(20,)))
        started[0].daemon = True
        started[0].start()

    def work(self, started, token):
        started[0].join(0.1)
        return token if started[0].is_alive() else f"ended with {started[0].exitcode}"

    def repair_in_worker_start(self, started):
        """start it in the worker"""
        started.clear()
        self.use(started)
