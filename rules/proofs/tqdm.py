"""tqdm, whose monitor redraws bars that stand still."""

import os

import tqdm


class Bar:
    """A bar that was drawn in the master, and one in each worker, which draws without a monitor."""

    row = "tqdm._monitor.TMonitor"
    deadline = 4.0
    rounds = 3

    def build(self):
        return []

    def use(self, bars):
        self.work(bars, "first")

    def work(self, bars, token):
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
            for one in tqdm.tqdm([token] * 3, file=nowhere):
                bars.append(one)
        return bars[-1]
