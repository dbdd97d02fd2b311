"""cachelib's cache for memcached, with a real server."""

from cachelib import MemcachedCache


class Memcached:
    """A cache with a client of its own."""

    row = "cachelib.MemcachedCache"
    service = "memcached"
    packages = ("python-memcached",)
    rounds = 300
    deadline = 3.0

    def build(self):
        return MemcachedCache([f"{self.at.host}:{self.at.port}"])

    def use(self, cache):
        cache.set("used", 1)

    def work(self, cache, token):
        cache.set(token, token)
        return cache.get(token)
