"""Flask-Caching, with a real server."""

from flask import Flask
from flask_caching import Cache


class Memcached:
    """A cache in memcached, which the constructor is told."""

    row = "flask_caching.Cache"
    state = "dormant"
    service = "memcached"
    packages = ("pymemcache", "pylibmc")
    deadline = 4.0
    rounds = 200

    def build(self):
        servers = [f"{self.at.host}:{self.at.port}"]
        config = {"CACHE_TYPE": "MemcachedCache", "CACHE_MEMCACHED_SERVERS": servers}
        return Cache(Flask("shop"), config=config)

    def use(self, cache):
        with cache.app.app_context():
            cache.set("first", "first")

    def work(self, cache, token):
        with cache.app.app_context():
            cache.set(token, token)
            return cache.get(token)

    def repair_build_in_files(self):
        """keep the cache in files"""
        return Cache(Flask("shop"), config={"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": "cache"})


class Redis:
    """A cache in Redis, whose client notices the fork."""

    row = "flask_caching.Cache"
    service = "redis"
    packages = ("redis",)

    def build(self):
        config = {"CACHE_TYPE": "RedisCache", "CACHE_REDIS_HOST": self.at.host, "CACHE_REDIS_PORT": self.at.port}
        if self.at.password:
            config["CACHE_REDIS_PASSWORD"] = self.at.password
        return Cache(Flask("shop"), config=config)

    def use(self, cache):
        with cache.app.app_context():
            cache.set("first", "first")

    def work(self, cache, token):
        with cache.app.app_context():
            cache.set(token, token)
            return cache.get(token)


class Backend:
    """The backend, made directly."""

    row = "flask_caching.backends.memcache.MemcachedCache"
    service = "memcached"
    packages = ("pymemcache", "pylibmc")
    deadline = 4.0
    rounds = 200

    def build(self):
        from flask_caching.backends.memcache import MemcachedCache

        return MemcachedCache([f"{self.at.host}:{self.at.port}"])

    def use(self, cache):
        cache.set("first", "first")

    def work(self, cache, token):
        cache.set(token, token)
        return cache.get(token)
