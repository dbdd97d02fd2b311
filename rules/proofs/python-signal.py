"""Interval timers."""

import signal
import time


class Timer:
    """A timer of the processor's time, which the master set."""

    row = "signal.setitimer()"
    rounds = 1

    def prepare(self):
        self.came = 0
        signal.signal(signal.SIGPROF, self._count)

    def _count(self, *_):
        self.came += 1

    def build(self):
        return signal.setitimer(signal.ITIMER_PROF, 0.05, 0.05)

    def work(self, _old, token):
        before = self.came
        until = time.process_time() + 0.3
        while time.process_time() < until:
            pass
        if token.startswith("w"):
            signal.setitimer(signal.ITIMER_PROF, 0)  # nothing handles it while the interpreter ends
        return token if self.came > before else "no signal"

    def repair_in_worker_set(self, _old):
        """set it in the worker"""
        self.build()
