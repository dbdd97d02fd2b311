"""pymemcache, with a real server."""

from pymemcache.client.base import Client, PooledClient
from pymemcache.client.hash import HashClient


class OneClient:
    """A client with its one connection."""

    row = "pymemcache.client.base.Client"
    service = "memcached"
    deadline = 4.0
    rounds = 20

    def build(self):
        return Client((self.at.host, self.at.port))

    def use(self, client):
        client.version()

    def release(self, client):
        client.close()

    def work(self, client, token):
        client.set(token, token)
        return client.get(token, b"").decode()

    def repair_in_master_closed(self, client):
        """`client.close()` at the end of loading"""
        client.close()

    def repair_in_worker_closed(self, client):
        """`client.close()` first of all in the worker: only its own descriptor is closed"""
        client.close()

    def no_help_in_worker_quit(self, client):
        """`client.quit()` in the worker: it ends the master's session"""
        client.quit()

    def no_help_build_timeouts(self):
        """`connect_timeout` and `timeout`"""
        return Client((self.at.host, self.at.port), connect_timeout=1, timeout=1)


class Hashed:
    """A client of several servers."""

    row = "pymemcache.client.base.Client"
    service = "memcached"
    deadline = 4.0
    rounds = 20

    def build(self):
        return HashClient([(self.at.host, self.at.port)])

    def use(self, client):
        client.set("first", "first")

    def release(self, client):
        client.close()

    def work(self, client, token):
        client.set(token, token)
        return client.get(token, b"").decode()

    def repair_in_master_closed(self, client):
        """`client.close()` at the end of loading"""
        client.close()


class Pooled:
    """A client with a pool."""

    row = "pymemcache.client.base.PooledClient"
    service = "memcached"
    deadline = 4.0
    rounds = 20

    def build(self):
        return PooledClient((self.at.host, self.at.port), max_pool_size=4)

    def use(self, client):
        client.version()

    def release(self, client):
        client.close()

    def work(self, client, token):
        client.set(token, token)
        return client.get(token, b"").decode()

    def repair_in_master_closed(self, client):
        """`client.close()` at the end of loading"""
        client.close()

    def no_help_build_aging(self):
        """`pool_idle_timeout=1`"""
        return PooledClient((self.at.host, self.at.port), max_pool_size=4, pool_idle_timeout=1)
