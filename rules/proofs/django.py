"""Django's database connections and caches, with real servers."""

import time

from django.conf import settings
from django.core.cache.backends.memcached import PyMemcacheCache
from django.core.cache.backends.redis import RedisCache
from django.db import close_old_connections, connections


def _configured(at, **more):
    database = {"ENGINE": "django.db.backends.postgresql", "NAME": at.database, "USER": at.user}
    settings.configure(
        DATABASES={"default": {**database, "PASSWORD": at.password, "HOST": at.host, "PORT": at.port, **more}}
    )
    return connections


def _ask(connections, token):
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT %s::text", [token])
        return cursor.fetchone()[0]


class Connections:
    """The connection of the importing thread after a query while loading."""

    row = "django.db.connections"
    service = "postgres"
    packages = ("psycopg[binary]",)
    rounds = 200
    deadline = 3.0

    def build(self):
        return _configured(self.at)

    def use(self, connections):
        _ask(connections, "used")

    def release(self, connections):
        connections.close_all()

    def work(self, connections, token):
        return _ask(connections, token)

    def repair_in_master_close_all(self, connections):
        """`connections.close_all()` in the master before the fork"""
        connections.close_all()

    def repair_in_master_close(self, connections):
        """`connection.close()` in the master before the fork"""
        connections["default"].close()

    def repair_in_master_close_old_connections(self, _connections):
        """`close_old_connections()` in the master before the fork, with the default CONN_MAX_AGE of 0"""
        close_old_connections()

    def no_help_in_worker_close_all(self, connections):
        """`connections.close_all()` in the worker: the master's session ends with it"""
        connections.close_all()

    def no_help_in_worker_close_old_connections(self, _connections):
        """`close_old_connections()` in the worker: the master's session ends with it"""
        close_old_connections()

    def no_help_build_max_age(self):
        """CONN_MAX_AGE"""
        return _configured(self.at, CONN_MAX_AGE=1)

    def no_help_build_health_checks(self):
        """CONN_HEALTH_CHECKS: a shared session is alive"""
        return _configured(self.at, CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)


class Kept:
    """A connection that CONN_MAX_AGE keeps from one request to the next."""

    row = "django.db.connections"
    service = "postgres"
    packages = ("psycopg[binary]",)
    rounds = 200
    deadline = 3.0

    def build(self):
        return _configured(self.at, CONN_MAX_AGE=60)

    def use(self, connections):
        _ask(connections, "used")

    def work(self, connections, token):
        return _ask(connections, token)

    def repair_in_master_close_all(self, connections):
        """`connections.close_all()` in the master before the fork"""
        connections.close_all()

    def no_help_in_master_close_old_connections(self, _connections):
        """`close_old_connections()` in the master: the connection is not old enough"""
        close_old_connections()


class Pool:
    """A psycopg pool of the PostgreSQL backend after a query while loading."""

    row = "django.db.pool"
    service = "postgres"
    packages = ("psycopg[binary]", "psycopg-pool")
    rounds = 100
    deadline = 5.0

    def build(self):
        return _configured(self.at, OPTIONS={"pool": {"min_size": 2, "timeout": 2}})

    def use(self, connections):
        _ask(connections, "used")

    def release(self, connections):
        connections["default"].close()
        connections["default"].close_pool()
        time.sleep(0.2)  # a thread that was joined is there for a moment more

    def work(self, connections, token):
        try:
            return _ask(connections, token)
        finally:
            connections["default"].close()

    def repair_in_master_close_pool(self, connections):
        """`close()` and `close_pool()` of the connection in the master before the fork"""
        self.release(connections)

    def no_help_in_master_close_all(self, connections):
        """`connections.close_all()` in the master: it gives the connection back to the pool"""
        connections.close_all()

    def no_help_in_worker_close_pool(self, connections):
        """`close()` and `close_pool()` in the worker: the master's sessions end with it"""
        connections["default"].close()
        connections["default"].close_pool()


class Memcached:
    """The cache backend for memcached."""

    row = "django.core.cache.backends.memcached.PyMemcacheCache"
    service = "memcached"
    packages = ("pymemcache",)
    rounds = 200
    deadline = 3.0

    def build(self):
        return PyMemcacheCache(f"{self.at.host}:{self.at.port}", {})

    def use(self, cache):
        cache.set("used", 1)

    def release(self, cache):
        cache.close()

    def work(self, cache, token):
        cache.set(token, token)
        return cache.get(token)

    def repair_in_master_close(self, cache):
        """close it in the master before the fork: it connects again on the next use"""
        cache.close()


class Redis:
    """The cache backend for Redis."""

    row = "django.core.cache.backends.redis.RedisCache"
    service = "redis"
    packages = ("redis",)

    def build(self):
        return RedisCache(f"redis://{self.at.host}:{self.at.port}", {})

    def use(self, cache):
        cache.set("used", 1)

    def work(self, cache, token):
        cache.set(token, token)
        return cache.get(token)
