"""filelock, whose lock is a file that a process holds open."""

import filelock


class Held:
    """A lock that loading took and did not give back: a worker believes that it has it, or is refused."""

    row = "filelock.FileLock"
    rounds = 2

    def build(self):
        return filelock.FileLock("shop.lock", timeout=1)

    def use(self, lock):
        lock.acquire()

    def work(self, lock, token):
        if token.startswith("m"):
            return token
        with lock, filelock.FileLock("shop.lock", timeout=0, is_singleton=False):
            return token

    def repair_in_master_release(self, lock):
        """release it before the fork, and make a lock in the worker"""
        lock.release()
        self.work = self._own

    def _own(self, _lock, token):
        with filelock.FileLock("shop.lock", timeout=5):
            return token


class Made:
    """A lock that loading only made."""

    row = "filelock.FileLock(since 3.30)"
    rounds = 2

    def build(self):
        return filelock.FileLock("shop.lock", timeout=5)

    def work(self, lock, token):
        with lock:
            return token

    def repair_in_worker_make(self, _lock):
        """make the lock where it is taken"""
        self.work = self._own

    def _own(self, _lock, token):
        with filelock.FileLock("shop.lock", timeout=5):
            return token

    def no_help_build_thread_local(self):
        """`thread_local=False`"""
        return filelock.FileLock("shop.lock", timeout=5, thread_local=False)

    def no_help_build_soft(self):
        """a `SoftFileLock`"""
        return filelock.SoftFileLock("shop.lock", timeout=5)

    def no_help_in_master_used(self, lock):
        """take it and release it while loading"""
        with lock:
            pass
