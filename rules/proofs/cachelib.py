"""cachelib, with a real server."""

from cachelib import MemcachedCache


class Memcached:
    """A cache in memcached."""

    row = "cachelib.MemcachedCache"
    service = "memcached"
    packages = ("pylibmc",)
    deadline = 4.0
    rounds = 200

    def build(self):
        return MemcachedCache([f"{self.at.host}:{self.at.port}"])

    def use(self, cache):
        cache.set("first", "first")

    def work(self, cache, token):
        cache.set(token, token)
        return cache.get(token)
