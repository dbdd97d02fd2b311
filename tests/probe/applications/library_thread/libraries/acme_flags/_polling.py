"""The thread that asks for changed flags."""

import threading


class Poller:
    def __init__(self, key, update):
        self._key = key
        self._update = update
        self._stopped = threading.Event()

    def begin(self):
        threading.Thread(target=self._run, name="acme-flags", daemon=True).start()

    def _run(self):
        while not self._stopped.wait(60):
            self._update({})
