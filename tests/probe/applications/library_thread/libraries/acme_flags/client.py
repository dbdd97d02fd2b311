"""The client of the SDK."""

from acme_flags._polling import Poller


class Client:
    def __init__(self, key):
        self._flags = {"new-basket": True}
        self._poller = Poller(key, self._flags.update)
        self._poller.begin()

    def enabled(self, name):
        return self._flags.get(name, False)
