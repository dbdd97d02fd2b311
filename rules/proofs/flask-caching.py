"""Flask-Caching's backend for memcached, with a real server."""

from flask_caching.backends import MemcachedCache


class Memcached:
    """A backend with a client of its own."""

    row = "flask_caching.backends.memcache.MemcachedCache"
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
