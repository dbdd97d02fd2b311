"""anyio's portal, whose loop runs in a thread."""

from anyio.from_thread import start_blocking_portal


class Portal:
    """A portal that is open in the master: a worker calls a coroutine through it."""

    row = "anyio.from_thread.BlockingPortal()"
    deadline = 3.0
    rounds = 3

    def build(self):
        return start_blocking_portal()

    def use(self, manager):
        self.portal = manager.__enter__()
        self.portal.call(str, "first")

    def work(self, manager, token):
        if self.portal:
            return self.portal.call(str, token)
        with self.build() as portal:
            return portal.call(str, token)

    def repair_build_in_the_worker(self):
        """open the portal in the worker only"""
        self.portal, self.use = None, lambda manager: None
        return self.build()

    def no_help_in_worker_new(self, manager):
        """open another in the worker: it does its work, but the worker's end waits for the inherited one"""
        self.portal = None
