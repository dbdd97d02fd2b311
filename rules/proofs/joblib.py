"""joblib, which keeps the processes of its first call."""

import joblib
from joblib.externals.loky import get_reusable_executor


class Processes:
    """Two jobs of the default kind."""

    row = "joblib.Parallel"
    deadline = 8.0
    rounds = 1

    def build(self):
        return joblib.Parallel(n_jobs=2)

    def use(self, parallel):
        self.work(parallel, "first")

    def work(self, parallel, token):
        return parallel(joblib.delayed(str)(token) for _ in range(2))[1]

    def repair_in_master_shutdown(self, parallel):
        """shut the executor down before the fork"""
        get_reusable_executor().shutdown()


class Threads:
    """Jobs in threads, which end with the call."""

    row = "joblib.Parallel"
    state = "harmless"
    deadline = 8.0
    rounds = 3

    def build(self):
        return joblib.Parallel(n_jobs=2, prefer="threads")

    def use(self, parallel):
        self.work(parallel, "first")

    def work(self, parallel, token):
        return parallel(joblib.delayed(str)(token) for _ in range(2))[1]
