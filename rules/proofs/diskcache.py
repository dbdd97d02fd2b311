"""diskcache, whose caches are SQLite databases."""

import diskcache


class Cache:
    """A cache in a folder: a worker must have a connection of its own before it counts as healed."""

    row = "diskcache.Cache"

    def build(self):
        return diskcache.Cache("cache")

    def use(self, cache):
        cache["used"] = 1
        self.inherited = cache._con

    def release(self, cache):
        cache.close()

    def work(self, cache, token):
        cache[token] = token
        if token.startswith("w") and cache._con is self.inherited:
            return "the connection of the master"
        return cache[token]
