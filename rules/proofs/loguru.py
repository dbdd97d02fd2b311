"""loguru, whose sinks can turn their files over."""

import time
from pathlib import Path

from loguru import logger


class Rotating:
    """A file that is turned over when it is full: what is written must stand in the file of that name."""

    row = "loguru.logger.add()"
    state = "live"
    deadline = 6.0
    rounds = 100

    def build(self):
        self.files = "records.log"
        return self._add()

    def _add(self, **more):
        logger.remove()
        return logger.add("records.log", rotation=1_000, format="{message}", **more)

    def release(self, sink):
        logger.remove(sink)
        self.files = "*"

    def work(self, sink, token):
        if self.files == "*":
            return token
        logger.info(f"<{token}>")
        return token if any(f"<{token}>" in path.read_text() for path in self._until(token)) else "in an old file"

    def _until(self, token):
        """The files, some times: what is queued is written a moment later."""
        for _ in range(20):
            yield from Path().glob(self.files)
            time.sleep(0.01)

    def repair_build_queued(self):
        """pass `enqueue=True`"""
        self.files = "records*.log"
        return self._add(enqueue=True)
